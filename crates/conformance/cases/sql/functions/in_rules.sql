-- Functions in defaults, checks, generated columns, indexes and views.
create function even(n int) returns bool immutable language sql as $$ select n % 2 = 0 $$;
create function next_n() returns int language sql volatile as $$ select 40 + 2 $$;
create function plus(n int, m int default 1) returns int immutable language sql return n + m;
create table t (n int default next_n() check (even(n)), m int generated always as (plus(n, 5)) stored, u int default plus(1));
create index on t (plus(n));
create view v as select n, even(m) as e, plus(n) from t;
create domain evens as int check (even(value));
--- as postgres
insert into t default values
--- answer
--- as postgres
insert into t (n) values (2) returning *
--- answer
2|7|2
--- as postgres
insert into t (n) values (3)
--- answer
error 23514: new row for relation "t" violates check constraint "t_n_check"
detail: Failing row contains (3, 8, 2).
--- as postgres
select * from t order by n
--- answer
2|7|2
42|47|2
--- as postgres
select * from v order by n
--- answer
2|f|3
42|f|43
--- as postgres
select 4::evens
--- answer
4
--- as postgres
select 5::evens
--- answer
error 23514: value for domain evens violates check constraint "evens_check"
--- as postgres
update t set n = 7 where n = 2
--- answer
error 23514: new row for relation "t" violates check constraint "t_n_check"
detail: Failing row contains (7, 12, 2).
--- as postgres
select * from t where plus(n) = 3
--- answer
2|7|2
