-- Sequences by themselves, owned and shared.
create sequence numbers start 10 increment by 5;
create table a (id int default nextval('numbers') primary key, n text);
create table b (id int default nextval('numbers'), m text);
create table c (id bigserial primary key, small smallserial);
insert into a (n) values ('x');
insert into b (m) values ('y');
insert into a (n) values ('z');
insert into c default values;
--- as postgres
select * from a order by id
--- answer
10|x
20|z
--- as postgres
select * from b
--- answer
15|y
--- as postgres
select * from c
--- answer
1|1
--- as postgres
select nextval('numbers')
--- answer
25
--- as postgres
select setval('numbers', 100)
--- answer
100
--- as postgres
insert into a (n) values ('w') returning id
--- answer
105
--- as postgres
select currval('numbers')
--- answer
105
