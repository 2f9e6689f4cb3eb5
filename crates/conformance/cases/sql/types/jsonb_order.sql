-- jsonb is equal, distinct, grouped and ordered as documents are.
create table j (id int primary key, b jsonb unique);
insert into j values (1, '{"b":1,"aa":2}'), (2, '{"aa":1}'), (3, '[1,2]'), (4, '[1]'), (5, '"b"'), (6, '"a"'), (7, '2'), (8, '10'), (9, '1.0'), (10, 'true'), (11, 'false'), (12, 'null'), (13, '{}'), (14, '[]'), (15, '[null]'), (16, null);
--- as postgres
select id, b from j order by b
--- answer
14|[]
12|null
6|"a"
5|"b"
9|1.0
7|2
8|10
11|false
10|true
15|[null]
4|[1]
3|[1, 2]
13|{}
2|{"aa": 1}
1|{"b": 1, "aa": 2}
16|NULL
--- as postgres
insert into j values (17, '1.00')
--- answer
error 23505: duplicate key value violates unique constraint "j_b_key"
detail: Key (b)=(1.00) already exists.
--- as postgres
insert into j values (17, '{"aa": 2, "b": 1}')
--- answer
error 23505: duplicate key value violates unique constraint "j_b_key"
detail: Key (b)=({"b": 1, "aa": 2}) already exists.
--- as postgres
select count(distinct b) from j
--- answer
15
--- as postgres
select id from j where b > '5' order by id
--- answer
1
2
3
4
8
10
11
13
15
--- as postgres
select id from j where b = '{ "aa" : 2.0, "b" : 1 }'
--- answer
1
--- as postgres
select '{"a":1,"a":2}'::jsonb, '{"bb":1,"a":{"z":1,"y":[1.50,1e2]}}'::jsonb, '"\u00e9\n"'::jsonb, '1e400'::jsonb, '-0'::jsonb, '0.10'::jsonb
--- answer
{"a": 2}|{"a": {"y": [1.50, 100], "z": 1}, "bb": 1}|"é\n"|10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000|0|0.10
--- as postgres
select distinct x from (values ('1'::jsonb), ('1.0'), ('"1"')) v(x) order by 1
--- answer
"1"
1
--- as postgres
select '{"a":1}'::json::jsonb, '{"a":1}'::json->>'a', '[1,2]'::json->1, '{"a": 1,  "a": 2}'::json::text
--- answer
{"a": 1}|1|2|{"a": 1,  "a": 2}
--- as postgres
select '{"a":1}'::jsonb || '{"a":2,"b":3}', '[1]'::jsonb || '[2]', '[1]'::jsonb || '2', '1'::jsonb || '[2]', '{"a":1}'::jsonb - array['a'], '[1,2,3]'::jsonb - 1, '["a","b"]'::jsonb - 'a'
--- answer
{"a": 2, "b": 3}|[1, 2]|[1, 2]|[1, 2]|{}|[1, 3]|["b"]
--- as postgres
select '[1,[2,3]]'::jsonb @> '[[3]]', '{"a":{"b":1}}'::jsonb @> '{"a":{}}', '[1,2]'::jsonb @> '1', '1'::jsonb @> '[1]', '[1,1]'::jsonb <@ '[1,2]'
--- answer
t|t|t|f|t
--- as postgres
select '\u0000'::text is null, '{"a":"\u0000"}'::json is null
--- answer
f|f
--- as postgres
select '{"a":"\u0000"}'::jsonb
--- answer
error 22P05: unsupported Unicode escape sequence
detail: \u0000 cannot be converted to text.
--- as postgres
select '{"a":1,}'::json
--- answer
error 22P02: invalid input syntax for type json
detail: Expected string, but found "}".
--- as postgres
select '[1'::jsonb
--- answer
error 22P02: invalid input syntax for type json
detail: The input string ended unexpectedly.
--- as postgres
select '1'::jsonb::int, 'true'::jsonb::bool, '1.5'::jsonb::numeric
--- answer
1|t|1.5
--- as postgres
select '"x"'::jsonb::int
--- answer
error 22023: cannot cast jsonb string to type integer
