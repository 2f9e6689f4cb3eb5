-- Policies and queries use the same names for different things.
create table teams (id int primary key, name text);
create table members (team_id int references teams, person uuid, role text, primary key (team_id, person));
create table docs (id int primary key, team_id int references teams, title text);
insert into teams values (1, 'red'), (2, 'blue');
insert into members values (1, '11111111-1111-1111-1111-111111111111', 'admin'), (1, '22222222-2222-2222-2222-222222222222', 'reader'), (2, '22222222-2222-2222-2222-222222222222', 'admin');
insert into docs values (1, 1, 'r1'), (2, 1, 'r2'), (3, 2, 'b1');
alter table teams enable row level security;
alter table members enable row level security;
alter table docs enable row level security;

create policy p on members for select using (true);
create policy p on teams for select using (true);
create policy p on docs for select to authenticated using (exists (select 1 from members where members.team_id = docs.team_id and person = auth.uid() and role = 'admin'));
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select docs.id, members.role from docs, members where docs.team_id = members.team_id order by 1, 2
--- answer
1|admin
1|reader
2|admin
2|reader
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select members.id from docs as members order by 1
--- answer
1
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
with docs as (select 1 as id) select * from docs
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
with members as (select 99 as team_id) select d.id from docs d order by 1
--- answer
1
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select team_id, (select count(*) from docs docs where docs.team_id = docs_out.team_id) from docs docs_out order by docs_out.id
--- answer
1|2
1|2
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select id from docs where exists (select 1 from docs d2 where d2.id > docs.id) or true order by id
--- answer
3
