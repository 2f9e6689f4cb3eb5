-- Keys over several columns, with nulls.
create table p (a int, b text, n int, primary key (a, b), unique (n, b));
create table q (id int primary key, a int, b text, foreign key (a, b) references p on update cascade);
insert into p values (1, 'x', 1), (1, 'y', null), (2, 'x', null);
--- as postgres
insert into p values (1, 'x', 9)
--- answer
error 23505: duplicate key value violates unique constraint "p_pkey"
detail: Key (a, b)=(1, x) already exists.
--- as postgres
insert into p values (3, 'y', null) returning a
--- answer
3
--- as postgres
insert into p values (1, null, 1)
--- answer
error 23502: null value in column "b" of relation "p" violates not-null constraint
detail: Failing row contains (1, null, 1).
--- as postgres
insert into q values (1, 1, 'x'), (2, 1, null), (3, null, 'zzz') returning id
--- answer
1
2
3
--- as postgres
insert into q values (4, 1, 'z')
--- answer
error 23503: insert or update on table "q" violates foreign key constraint "q_a_b_fkey"
detail: Key (a, b)=(1, z) is not present in table "p".
--- as postgres
update p set b = 'xx' where a = 1 and b = 'x'
--- answer
--- as postgres
select * from q order by id
--- answer
1|1|xx
2|1|NULL
3|NULL|zzz
--- as postgres
delete from p where a = 2
--- answer
--- as postgres
update q set a = 5 where id = 1
--- answer
error 23503: insert or update on table "q" violates foreign key constraint "q_a_b_fkey"
detail: Key (a, b)=(5, xx) is not present in table "p".
