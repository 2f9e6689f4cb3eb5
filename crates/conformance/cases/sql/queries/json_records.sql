-- JSON as rows of named columns.
create table t (id int primary key, b jsonb);
insert into t values (1, '{"a": [1, 2], "c": {"d": "x"}}'), (2, '{"a": []}'), (3, null);
--- as postgres
select x.a, x.b from jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": null, "c": 2}]') as x (a int, b text)
--- answer
1|x
NULL|NULL
