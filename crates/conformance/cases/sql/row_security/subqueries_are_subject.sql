-- A subquery in a policy is itself subject to the policies of what it reads.
create table teams (id int primary key, name text);
create table members (team_id int, person uuid);
insert into teams values (1, 'red'), (2, 'blue');
insert into members values (1, '11111111-1111-1111-1111-111111111111'), (2, '11111111-1111-1111-1111-111111111111'), (2, '22222222-2222-2222-2222-222222222222');
alter table teams enable row level security;
alter table members enable row level security;
create policy own on members for select to authenticated using (person = auth.uid());
create policy member on teams for select to authenticated using (exists (select 1 from members m where m.team_id = teams.id));
create policy crowded on teams as restrictive for select to authenticated using ((select count(*) from members m where m.team_id = teams.id) < 2);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select name from teams order by id
--- answer
red
blue
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select name from teams order by id
--- answer
blue
--- as anon
select name from teams
--- answer
