-- A domain over a domain has the checks of both.
create domain cents as bigint not null default 0 check (value >= 0);
create domain small as cents check (value < 1000);
create table d (id int primary key, s small);
--- as postgres
insert into d (id) values (2) returning s
--- answer
0
--- as postgres
insert into d (id, s) values (3, 2000)
--- answer
error 23514: value for domain small violates check constraint "small_check"
--- as postgres
insert into d (id, s) values (3, -2)
--- answer
error 23514: value for domain small violates check constraint "cents_check"
