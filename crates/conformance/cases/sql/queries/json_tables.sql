-- JSON taken apart into rows and put together.
create table t (id int primary key, b jsonb);
insert into t values (1, '{"a": [1, 2, {"b": null}], "c": {"d": "x"}}'), (2, '{"a": []}'), (3, null);
--- as postgres
select id, e from t, jsonb_array_elements(b -> 'a') e order by id
--- answer
1|1
1|2
1|{"b": null}
--- as postgres
select id, e from t cross join lateral jsonb_array_elements_text(b -> 'a') as e order by id, e
--- answer
1|1
1|2
1|{"b": null}
--- as postgres
select id, k from t, jsonb_object_keys(b) k order by id, k
--- answer
1|a
1|c
2|a
--- as postgres
select key, value from t, jsonb_each(b) where id = 1 order by key
--- answer
a|[1, 2, {"b": null}]
c|{"d": "x"}
--- as postgres
select b #> '{a,2,b}', b #>> '{c,d}', b -> 'a' -> 2 ? 'b' from t where id = 1
--- answer
null|x|t
--- as postgres
select jsonb_set(b, '{c,d}', '5'), b - 'a', b #- '{a,0}', jsonb_insert(b, '{a,0}', '"new"') from t where id = 1
--- answer
{"a": [1, 2, {"b": null}], "c": {"d": 5}}|{"c": {"d": "x"}}|{"a": [2, {"b": null}], "c": {"d": "x"}}|{"a": ["new", 1, 2, {"b": null}], "c": {"d": "x"}}
--- as postgres
select jsonb_pretty(b) from t where id = 2
--- answer
{
    "a": [
    ]
}
--- as postgres
select jsonb_strip_nulls('{"a":null,"b":1}'), jsonb_array_length('[1,2,3]'), jsonb_typeof('1'), jsonb_typeof('null'), to_jsonb(array[1,2]), to_jsonb(now()) is not null
--- answer
{"b": 1}|3|number|null|[1, 2]|t
--- as postgres
select json_build_object('n', 1.50, 't', 'x', 'at', timestamptz '2024-01-01 10:00+00', 'l', array['a'], 'x', null), row_to_json(t) from t where id = 2
--- answer
{"n" : 1.50, "t" : "x", "at" : "2024-01-01T10:00:00+00:00", "l" : ["a"], "x" : null}|{"id":2,"b":{"a": []}}
--- as postgres
select b ->> 'a', (b ->> 'zzz') is null, b -> 'c' ->> 'd' from t where id = 1
--- answer
[1, 2, {"b": null}]|t|x
--- as postgres
select id from t where b @> '{"a":[2]}'
--- answer
1
--- as postgres
select id from t where b ? 'c' or b ?| array['z', 'a'] order by id
--- answer
1
2
--- as postgres
select id from t where b ?& array['a', 'c']
--- answer
1
