-- json keeps its text, jsonb orders and dedupes; paths and containment.
create table j (id int primary key, a json, b jsonb);
insert into j values (1, '{"b":1,"a":2,"a":3}', '{"b":1,"a":2,"a":3}'), (2, '[1, 2.50, 1e3]', '[1, 2.50, 1e3]'), (3, null, '"text"'), (4, 'null', 'null'), (5, '{"x":{"y":[10,20]}}', '{"x":{"y":[10,20]}}');
--- as postgres
select id, a, b from j order by id
--- answer
1|{"b":1,"a":2,"a":3}|{"a": 3, "b": 1}
2|[1, 2.50, 1e3]|[1, 2.50, 1000]
3|NULL|"text"
4|null|null
5|{"x":{"y":[10,20]}}|{"x": {"y": [10, 20]}}
--- as postgres
select id, b from j order by b
--- answer
4|null
3|"text"
2|[1, 2.50, 1000]
5|{"x": {"y": [10, 20]}}
1|{"a": 3, "b": 1}
--- as postgres
select b -> 'x' -> 'y' -> 0, b -> 'x' -> 'y' ->> -1, b #> '{x,y}', b #>> '{x,y,1}', b ? 'x', b @> '{"x":{}}', jsonb_typeof(b) from j where id = 5
--- answer
10|20|[10, 20]|20|t|t|object
--- as postgres
select jsonb_build_object('a', 1, 'b', array[1,2], 'c', null), json_build_array(1, 'x', true, null), to_jsonb('x'::text), jsonb_set('{"a":1}', '{b}', '2'), '{"a":1}'::jsonb || '{"b":2}', '{"a":1,"b":2}'::jsonb - 'a', jsonb_array_length('[1,2]')
--- answer
{"a": 1, "b": [1, 2], "c": null}|[1, "x", true, null]|"x"|{"a": 1, "b": 2}|{"a": 1, "b": 2}|{"b": 2}|2
--- as postgres
select '{bad}'::jsonb
--- answer
error 22P02: invalid input syntax for type json
detail: Token "bad" is invalid.
--- as postgres
select '1.0'::jsonb = '1.00'::jsonb, '{"a":1,"b":2}'::jsonb = '{"b":2,"a":1}'::jsonb, ('{"n":12345678901234567890}'::jsonb ->> 'n'), ('5'::jsonb)::int
--- answer
t|t|12345678901234567890|5
--- as postgres
select e from jsonb_array_elements('[1,"a",null]') as e
--- answer
1
"a"
null
--- as postgres
select key, value from jsonb_each_text('{"a":1,"b":"x"}') order by key
--- answer
a|1
b|x
--- as postgres
select json_agg(id order by id), jsonb_agg(b order by id) from j where id < 3
--- answer
[1, 2]|[{"a": 3, "b": 1}, [1, 2.50, 1000]]
