-- Policies that ask other tables, which have policies of their own.
create table teams (id int primary key, name text);
create table members (team_id int references teams, person uuid, role text, primary key (team_id, person));
create table docs (id int primary key, team_id int references teams, title text);
insert into teams values (1, 'red'), (2, 'blue');
insert into members values (1, '11111111-1111-1111-1111-111111111111', 'admin'), (1, '22222222-2222-2222-2222-222222222222', 'reader'), (2, '22222222-2222-2222-2222-222222222222', 'admin');
insert into docs values (1, 1, 'r1'), (2, 1, 'r2'), (3, 2, 'b1');
alter table teams enable row level security;
alter table members enable row level security;
alter table docs enable row level security;

create policy mine on members for select to authenticated using (person = auth.uid());
create policy ours on teams for select to authenticated using (id in (select team_id from members));
create policy read on docs for select to authenticated using (exists (select 1 from teams t where t.id = docs.team_id));
create policy write on docs for all to authenticated using (team_id in (select m.team_id from members m where m.role = 'admin')) with check (team_id in (select m.team_id from members m where m.role = 'admin'));
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from teams order by id
--- answer
1|red
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select * from teams order by id
--- answer
1|red
2|blue
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select team_id, role from members order by 1
--- answer
1|admin
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select title from docs order by id
--- answer
r1
r2
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select title from docs order by id
--- answer
r1
r2
b1
--- as anon
select * from docs
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into docs values (4, 1, 'r3') returning id
--- answer
4
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into docs values (5, 2, 'b2')
--- answer
error 42501: new row violates row-level security policy for table "docs"
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
update docs set title = 'x' returning id
--- answer
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update docs set team_id = 2 where id = 1
--- answer
error 42501: new row violates row-level security policy for table "docs"
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
delete from docs where team_id = 1 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from docs where id = 2 returning title
--- answer
r2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select d.title, t.name from docs d join teams t on t.id = d.team_id order by 1
--- answer
r1|red
r3|red
