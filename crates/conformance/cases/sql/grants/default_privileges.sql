-- What is made later gets what was decided before.
create table before (id int);
alter default privileges in schema public revoke all on tables from anon;
create table later (id int);
alter default privileges in schema public grant select on tables to anon;
alter default privileges in schema public revoke insert on tables from authenticated;
create table last (id int);
--- as anon
select * from before
--- answer
--- as anon
select * from later
--- answer
error 42501: permission denied for table later
--- as anon
select * from last
--- answer
--- as anon
insert into last values (1)
--- answer
error 42501: permission denied for table last
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into later values (1)
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into last values (1)
--- answer
error 42501: permission denied for table last
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from last
--- answer
