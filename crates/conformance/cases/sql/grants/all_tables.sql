-- Grants to everything in a schema, and to everybody.
create table a (id int);
create table b (id int);
create table c (id serial, n int);
revoke all on all tables in schema public from anon, authenticated;
grant select on all tables in schema public to public;
revoke select on b from public;
grant usage on all sequences in schema public to anon;
--- as anon
select * from a
--- answer
--- as anon
select * from b
--- answer
error 42501: permission denied for table b
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from a
--- answer
--- as anon
insert into a values (1)
--- answer
error 42501: permission denied for table a
--- as service_role {"role": "service_role"}
select * from b
--- answer
--- as anon
select count(*) from c
--- answer
0
