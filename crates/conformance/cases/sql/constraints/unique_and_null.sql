-- Unique keys, nulls, checks, and their words; nulls are distinct.
create table u (id int primary key, a int, b text, c int not null default 5, unique (a, b), constraint c_small check (c < 10));
create unique index u_lower on u (lower(b)) where a is null;
insert into u values (1, 1, 'x'), (2, null, 'X'), (3, null, 'y');
--- as postgres
insert into u values (1, 2, 'z')
--- answer
error 23505: duplicate key value violates unique constraint "u_pkey"
detail: Key (id)=(1) already exists.
--- as postgres
insert into u values (4, 1, 'x')
--- answer
error 23505: duplicate key value violates unique constraint "u_a_b_key"
detail: Key (a, b)=(1, x) already exists.
--- as postgres
insert into u values (4, null, 'x')
--- answer
error 23505: duplicate key value violates unique constraint "u_lower"
detail: Key (lower(b))=(x) already exists.
--- as postgres
insert into u values (4, 7, null), (5, 7, null) returning id, c
--- answer
4|5
5|5
--- as postgres
insert into u (id, c) values (6, null)
--- answer
error 23502: null value in column "c" of relation "u" violates not-null constraint
detail: Failing row contains (6, null, null, null).
--- as postgres
insert into u (id, c) values (6, 10)
--- answer
error 23514: new row for relation "u" violates check constraint "c_small"
detail: Failing row contains (6, null, null, 10).
--- as postgres
update u set c = 11 where id = 1
--- answer
error 23514: new row for relation "u" violates check constraint "c_small"
detail: Failing row contains (1, 1, x, 11).
--- as postgres
update u set id = 2 where id = 1
--- answer
error 23505: duplicate key value violates unique constraint "u_pkey"
detail: Key (id)=(2) already exists.
--- as postgres
update u set c = default where id = 1 returning c
--- answer
5
--- as postgres
insert into u (id, b) values (9, 'q') on conflict on constraint u_pkey do nothing returning id
--- answer
9
--- as postgres
insert into u (id, a, b) values (10, 1, 'x') on conflict (a, b) do update set c = excluded.c + 1 returning id, c
--- answer
1|6
--- as postgres
insert into u (id) values (1), (1)
--- answer
error 23505: duplicate key value violates unique constraint "u_pkey"
detail: Key (id)=(1) already exists.
