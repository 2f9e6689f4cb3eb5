-- On conflict in all its forms.
create table t (id int primary key, code text unique, n int default 0, at int, unique (n, at));
insert into t values (1, 'a', 1, 1), (2, 'b', 2, 2);
--- as postgres
insert into t values (1, 'c', 9, 9) on conflict do nothing returning id
--- answer
--- as postgres
insert into t values (3, 'a', 9, 9) on conflict (id) do nothing
--- answer
error 23505: duplicate key value violates unique constraint "t_code_key"
detail: Key (code)=(a) already exists.
--- as postgres
insert into t values (3, 'a', 9, 9) on conflict (code) do update set n = t.n + excluded.n returning *
--- answer
1|a|10|1
--- as postgres
insert into t values (3, 'a', 1, 1) on conflict (code) do update set at = 100 where t.id > 5 returning *
--- answer
--- as postgres
insert into t (id, code) values (1, 'x'), (4, 'y') on conflict (id) do update set code = excluded.code || '!' returning *
--- answer
1|x!|10|1
4|y|0|NULL
--- as postgres
insert into t values (1, 'z', 2, 2) on conflict (id) do update set n = excluded.n, at = excluded.at
--- answer
error 23505: duplicate key value violates unique constraint "t_n_at_key"
detail: Key (n, at)=(2, 2) already exists.
--- as postgres
insert into t (id, code, n, at) values (5, 'q', 2, 2) on conflict (n, at) do update set code = excluded.code returning id, code
--- answer
2|q
--- as postgres
insert into t (id) values (6), (6) on conflict (id) do nothing returning id
--- answer
6
--- as postgres
insert into t (id) values (7), (7) on conflict (id) do update set n = 1
--- answer
error 21000: ON CONFLICT DO UPDATE command cannot affect row a second time
--- as postgres
insert into t (id, n) select id, 50 from t where id > 5 on conflict (id) do update set n = excluded.n + t.n returning id, n
--- answer
6|50
--- as postgres
insert into t as x (id) values (1) on conflict (id) do update set code = 'as ' || x.code returning x.code
--- answer
as x!
--- as postgres
insert into t (id) values (1) on conflict (id) do update set n = default, code = (select max(code) from t) returning *
--- answer
error 23505: duplicate key value violates unique constraint "t_code_key"
detail: Key (code)=(y) already exists.
--- as postgres
insert into t (id) values (1) on conflict (id) do update set id = 2
--- answer
error 23505: duplicate key value violates unique constraint "t_pkey"
detail: Key (id)=(2) already exists.
--- as postgres
select * from t order by id
--- answer
1|as x!|10|1
2|q|2|2
4|y|0|NULL
6|NULL|50|NULL
