-- Deletes and updates run along chains of keys.
create table a (id int primary key, code text unique);
create table b (id int primary key, a_id int references a on delete cascade on update cascade);
create table c (id int primary key, b_id int references b on delete cascade, a_code text references a (code) on update cascade on delete set null);
create table d (id int primary key, c_id int references c on delete restrict);
create table tree (id int primary key, up int references tree on delete cascade);
insert into a values (1, 'x'), (2, 'y'), (3, 'z');
insert into b values (10, 1), (11, 1), (20, 2);
insert into c values (100, 10, 'x'), (101, 11, 'y'), (200, 20, 'x');
insert into d values (1000, 200);
insert into tree values (1, null), (2, 1), (3, 2), (4, 3), (5, null);
--- as postgres
update a set id = 7, code = 'w' where id = 1 returning *
--- answer
7|w
--- as postgres
select * from b order by id
--- answer
10|7
11|7
20|2
--- as postgres
select * from c order by id
--- answer
100|10|w
101|11|y
200|20|w
--- as postgres
delete from a where id = 2
--- answer
error 23503: update or delete on table "c" violates foreign key constraint "d_c_id_fkey" on table "d"
detail: Key (id)=(200) is still referenced from table "d".
--- as postgres
delete from a where id = 7 returning code
--- answer
w
--- as postgres
select * from c order by id
--- answer
200|20|NULL
--- as postgres
select * from b order by id
--- answer
20|2
--- as postgres
delete from tree where id = 2
--- answer
--- as postgres
select id from tree order by id
--- answer
1
5
--- as postgres
update c set b_id = 99
--- answer
error 23503: insert or update on table "c" violates foreign key constraint "c_b_id_fkey"
detail: Key (b_id)=(99) is not present in table "b".
--- as postgres
delete from d
--- answer
--- as postgres
delete from a where id = 2
--- answer
--- as postgres
select count(*) from c
--- answer
0
