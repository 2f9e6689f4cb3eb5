-- Of several keys that a row violates, the one that was created first is named.
create table t (id uuid primary key, a int unique, b int);
create unique index t_b on t (b);
insert into t values ('00000000-0000-0000-0000-000000000001', 1, 1);
--- as postgres
insert into t values ('00000000-0000-0000-0000-000000000001', 1, 1)
--- answer
error 23505: duplicate key value violates unique constraint "t_pkey"
detail: Key (id)=(00000000-0000-0000-0000-000000000001) already exists.
--- as postgres
insert into t values ('00000000-0000-0000-0000-000000000002', 1, 1)
--- answer
error 23505: duplicate key value violates unique constraint "t_a_key"
detail: Key (a)=(1) already exists.
--- as postgres
insert into t values ('00000000-0000-0000-0000-000000000002', 2, 1)
--- answer
error 23505: duplicate key value violates unique constraint "t_b"
detail: Key (b)=(1) already exists.
