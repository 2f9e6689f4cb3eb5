-- A materialized view has rights of its own; its query ran with its owner's.
create table notes (id int primary key, author uuid, body text);
alter table notes enable row level security;
create policy own on notes to authenticated using (author = auth.uid());
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine'), (2, '22222222-2222-2222-2222-222222222222', 'theirs');
create materialized view bodies as select id, body from notes;
create materialized view closed as select id, body from notes;
revoke all on bodies, closed from anon, authenticated;
grant select (id) on bodies to authenticated;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from bodies order by id
--- answer
1
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select body from bodies
--- answer
error 42501: permission denied for materialized view bodies
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from closed
--- answer
error 42501: permission denied for materialized view closed
--- as anon
select id from bodies
--- answer
error 42501: permission denied for materialized view bodies
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from bodies
--- answer
error 42501: permission denied for materialized view bodies
--- as service_role
select id, body from closed order by id
--- answer
1|mine
2|theirs
