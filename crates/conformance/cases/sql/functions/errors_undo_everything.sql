-- What fails in a function undoes all that it did.
create table t (id int primary key, n int check (n < 10));
create function two(a int, b int) returns void language sql as $$
  insert into t values (a, 1);
  insert into t values (b, 2);
$$;
create function nested(a int) returns bigint language sql as $$
  select two(a, a + 1);
  select two(a + 2, a + 3);
  select count(*) from t;
$$;
create function per_row(int) returns int language sql as 'insert into t values ($1, 1) returning id';
--- as postgres
select two(1, 2)
--- answer
NULL
--- as postgres
select two(3, 1)
--- answer
error 23505: duplicate key value violates unique constraint "t_pkey"
detail: Key (id)=(1) already exists.
--- as postgres
select count(*) from t
--- answer
2
--- as postgres
select nested(10)
--- answer
6
--- as postgres
select count(*) from t
--- answer
6
--- as postgres
select per_row(per_row(50) + 1)
--- answer
51
--- as postgres
select id from t where id > 40 order by id
--- answer
50
51
