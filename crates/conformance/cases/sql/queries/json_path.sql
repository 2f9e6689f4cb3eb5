-- Paths in the language of SQL/JSON.
create table t (id int primary key, b jsonb);
insert into t values (1, '{"a": [1, 2], "c": {"d": "x"}}'), (2, '{"a": []}'), (3, null);
--- as postgres
select jsonb_path_exists(b, '$.a[*] ? (@ > 1)') from t order by id
--- answer
t
f
NULL
--- as postgres
select b @? '$.c.d' from t order by id
--- answer
t
f
NULL
