-- Sequences of columns.
create sequence numbers start 10 increment by 5;
create table a (id int default nextval('numbers') primary key, n text);
create table c (id bigserial primary key, small smallserial);
insert into a (n) values ('x');
insert into a (n) values ('z');
insert into c default values;
--- as postgres
select * from a order by id
--- answer
10|x
15|z
--- as postgres
select * from c
--- answer
1|1
--- as postgres
insert into a (n) values ('w') returning id
--- answer
20
