-- Policies whose subqueries read the row: correlated, scalar, counting.
create table teams (id int primary key, name text);
create table members (team_id int references teams, person uuid, role text, primary key (team_id, person));
create table docs (id int primary key, team_id int references teams, title text);
insert into teams values (1, 'red'), (2, 'blue');
insert into members values (1, '11111111-1111-1111-1111-111111111111', 'admin'), (1, '22222222-2222-2222-2222-222222222222', 'reader'), (2, '22222222-2222-2222-2222-222222222222', 'admin');
insert into docs values (1, 1, 'r1'), (2, 1, 'r2'), (3, 2, 'b1');
alter table teams enable row level security;
alter table members enable row level security;
alter table docs enable row level security;

create policy everyone on members for select using (true);
create policy small on docs for select using ((select count(*) from members m where m.team_id = docs.team_id) >= 2 and title <> (select name from teams where teams.id = docs.team_id));
create policy named on teams for select using (name = any (array['red', 'blue']) and length(name) between 1 and 10);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select title from docs order by id
--- answer
r1
r2
--- as anon
select title from docs order by id
--- answer
r1
r2
--- as anon
select name, (select count(*) from docs d where d.team_id = t.id) from teams t order by 1
--- answer
blue|0
red|2
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select t.name from teams t where exists (select from docs d where d.team_id = t.id)
--- answer
red
