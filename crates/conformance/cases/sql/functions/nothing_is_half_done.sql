-- A function that fails leaves nothing of what it, or what called it, has written.
create table t (id int primary key, a int check (a > 0), p int references t on delete cascade);
create table log (n int);
create view low as select id, a, p from t where a < 100 with check option;
insert into t values (1, 1, null), (2, 2, 1), (3, 3, 2);
create function two(x int) returns int language sql as $$
  insert into log values (x);
  insert into t values (x, x, null);
  update t set a = 10 / (x - 5) where id = 1 returning a;
$$;
create function outer_of(x int) returns int language sql as $$
  insert into log values (100);
  select two(x);
$$;
create function writes_then_fails() returns int language sql as $$
  delete from t where id = 1;
  insert into log values (7);
  update low set a = 500 where id > 100 or true;
  insert into low values (9, 900, null);
  select 1;
$$;
create function common(x int) returns int language sql as $$
  with gone as (delete from t where id = x returning id), noted as (insert into log select id from gone returning n)
  insert into t select n + 50, 0 - n, null from noted returning id;
$$;
--- as postgres
select two(5)
--- answer
error 22012: division by zero
--- as postgres
select two(-3)
--- answer
error 23514: new row for relation "t" violates check constraint "t_a_check"
detail: Failing row contains (-3, -3, null).
--- as postgres
select two(2)
--- answer
error 23505: duplicate key value violates unique constraint "t_pkey"
detail: Key (id)=(2) already exists.
--- as postgres
select outer_of(5)
--- answer
error 22012: division by zero
SQL function "outer_of" statement 2
--- as postgres
select writes_then_fails()
--- answer
error 44000: new row violates check option for view "low"
detail: Failing row contains (9, 900, null).
--- as postgres
select common(1)
--- answer
error 23514: new row for relation "t" violates check constraint "t_a_check"
detail: Failing row contains (51, -1, null).
--- as postgres
update low set a = 200 where id = 1
--- answer
error 44000: new row violates check option for view "low"
detail: Failing row contains (1, 200, null).
--- as postgres
insert into low values (20, 20, null), (21, 210, null)
--- answer
error 44000: new row violates check option for view "low"
detail: Failing row contains (21, 210, null).
--- as postgres
insert into low values (1, 20, null), (1, 210, null) on conflict (id) do update set a = excluded.a
--- answer
error 21000: ON CONFLICT DO UPDATE command cannot affect row a second time
--- as postgres
with x as (delete from t where id = 1 returning id) insert into low values (30, 300, null)
--- answer
error 44000: new row violates check option for view "low"
detail: Failing row contains (30, 300, null).
--- as postgres
select (select count(*) from log), id, a, p from t order by id
--- answer
0|1|1|NULL
0|2|2|1
0|3|3|2
--- as postgres
select outer_of(7)
--- answer
5
--- as postgres
select n from log order by n
--- answer
7
100
--- as postgres
select id, a, p from t order by id
--- answer
1|5|NULL
2|2|1
3|3|2
7|7|NULL
