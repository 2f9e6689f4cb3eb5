-- Set default, set null on some columns, cascades of updates through several keys.
create table p (a int, b int, primary key (a, b));
create table q (id int primary key, a int default 1, b int default 1, foreign key (a, b) references p on delete set default on update cascade);
create table r (id int primary key, a int, b int, foreign key (a, b) references p on delete set null);
create table s (id int primary key, q_id int references q on delete cascade on update cascade);
insert into p values (1, 1), (2, 2), (3, 3);
insert into q values (1, 2, 2), (2, 3, 3);
insert into r values (1, 2, 2);
insert into s values (1, 1), (2, 2);
--- as postgres
update p set b = 30 where a = 3
--- answer
--- as postgres
select * from q order by id
--- answer
1|2|2
2|3|30
--- as postgres
delete from p where a = 2
--- answer
--- as postgres
select * from q order by id
--- answer
1|1|1
2|3|30
--- as postgres
select * from r
--- answer
1|NULL|NULL
--- as postgres
update q set id = id + 10 where id < 5
--- answer
--- as postgres
select * from s order by id
--- answer
1|11
2|12
--- as postgres
delete from p where a = 1
--- answer
error 23503: update or delete on table "p" violates foreign key constraint "q_a_b_fkey" on table "q"
detail: Key (a, b)=(1, 1) is still referenced from table "q".
--- as postgres
delete from q where id = 11
--- answer
--- as postgres
select * from s
--- answer
2|12
--- as postgres
insert into q (id) values (5) returning a, b
--- answer
1|1
