-- Policies that ask functions: the usual way to look behind other policies.
create table teams (id int primary key, name text);
create table members (team_id int references teams, person uuid, role text);
insert into teams values (1, 'red'), (2, 'blue'), (3, 'green');
insert into members values (1, '11111111-1111-1111-1111-111111111111', 'owner'), (2, '11111111-1111-1111-1111-111111111111', 'guest'), (3, '22222222-2222-2222-2222-222222222222', 'owner');
alter table teams enable row level security;
alter table members enable row level security;
create schema private;
create function private.is_member(team int) returns boolean language sql stable security definer as
  'select exists (select 1 from public.members where team_id = team and person = auth.uid())';
create function private.my_teams(wanted text) returns setof int language sql stable security definer as
  'select team_id from public.members where person = auth.uid() and role = wanted';
create function me() returns uuid language sql stable as 'select auth.uid()';
create policy see on teams for select using (private.is_member(id));
create policy change on teams for update using (id in (select private.my_teams('owner')));
create policy own on members for select using (person = me());
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, name from teams order by id
--- answer
1|red
2|blue
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update teams set name = name || '!' returning id, name
--- answer
1|red!
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select team_id, role from members
--- answer
3|owner
--- as anon
select id from teams
--- answer
--- as anon
select private.is_member(1)
--- answer
error 42501: permission denied for schema private
