-- A schema that may not be used hides what is in it.
create schema inner_one;
create schema open_one;
create table inner_one.t (id int primary key);
create table open_one.t (id int primary key);
insert into inner_one.t values (1);
insert into open_one.t values (2);
grant select on inner_one.t to anon;
grant usage on schema open_one to anon;
grant select on open_one.t to anon;
create view through as select id from inner_one.t;
--- as anon
select * from inner_one.t
--- answer
error 42501: permission denied for schema inner_one
--- as anon
select * from open_one.t
--- answer
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from open_one.t
--- answer
error 42501: permission denied for schema open_one
--- as anon
insert into open_one.t values (3)
--- answer
error 42501: permission denied for table t
--- as anon
select * from through
--- answer
1
--- as postgres
select * from inner_one.t
--- answer
1
--- as service_role {"role": "service_role"}
select * from inner_one.t
--- answer
error 42501: permission denied for schema inner_one
