-- Paths into JSON in columns, checks, generated columns, policies, joins and where rows come from.
create table docs (
  id int primary key,
  owner uuid,
  body jsonb not null check (body @? '$.title'),
  wanted jsonpath default '$.title',
  total numeric generated always as ((jsonb_path_query_first(body, '$.lines[*].price ? (@ > 0)'))::numeric) stored
);
alter table docs enable row level security;
create policy public_ones on docs for select to anon using (body @@ '$.public == true');
create policy own on docs for all to authenticated using (owner = auth.uid() or body @? '$.readers[*] ? (@ == "all")') with check (not body @? '$.forbidden');
create index on docs using gin (body jsonb_path_ops);
insert into docs (id, owner, body, wanted) values
  (1, '11111111-1111-1111-1111-111111111111', '{"title": "one", "public": true, "lines": [{"price": 12.50, "n": 2}, {"price": 3, "n": 1}]}', '$.lines[*].price'),
  (2, '22222222-2222-2222-2222-222222222222', '{"title": "two", "public": false, "lines": [], "readers": ["all"]}', 'strict $.lines[0]'),
  (3, '11111111-1111-1111-1111-111111111111', '{"title": "three", "lines": {"price": 0.10}, "at": "2024-05-01"}', '$.at.datetime()');
--- as postgres
select id, wanted, total from docs order by id
--- answer
1|$."lines"[*]."price"|12.50
2|strict $."lines"[0]|NULL
3|$."at".datetime()|0.10
--- as anon
select id from docs order by id
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from docs order by id
--- answer
1
2
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update docs set body = body || '{"forbidden": 1}' where id = 1
--- answer
error 42501: new row violates row-level security policy for table "docs"
--- as postgres
insert into docs (id, body) values (4, '{"name": "x"}')
--- answer
error 23514: new row for relation "docs" violates check constraint "docs_body_check"
detail: Failing row contains (4, null, {"name": "x"}, $."title", null).
--- as postgres
insert into docs (id, body, wanted) values (4, '{"title": "x"}', '$.[')
--- answer
error 42601: syntax error at or near "[" of jsonpath input
--- as postgres
select d.id, q from docs d, jsonb_path_query(d.body, '$.lines[*] ? (@.price > 1)') as q order by d.id, q
--- answer
1|{"n": 1, "price": 3}
1|{"n": 2, "price": 12.50}
--- as postgres
select d.id, q.* from docs d cross join lateral jsonb_path_query(d.body, '$.lines[*].price') with ordinality as q (price, n) order by d.id, q.n
--- answer
1|12.50|1
1|3|2
3|0.10|1
--- as postgres
select id, jsonb_path_query_array(body, wanted) from docs where id <> 2 order by id
--- answer
1|[12.50, 3]
3|["2024-05-01"]
--- as postgres
select id, jsonb_path_query_array(body, wanted, silent => true) from docs order by id
--- answer
1|[12.50, 3]
2|[]
3|["2024-05-01"]
--- as postgres
select jsonb_path_query_array(body, wanted) from docs where id = 2
--- answer
error 22033: jsonpath array subscript is out of bounds
--- as postgres
select id, jsonb_path_query_array(body, '$.lines[*] ? (@.price >= $least).price', jsonb_build_object('least', 3)) from docs order by id
--- answer
1|[12.50, 3]
2|[]
3|[]
--- as postgres
select id, jsonb_path_exists(body, '$.at.datetime() ? (@ < "2024-06-01".datetime())') from docs order by id
--- answer
1|f
2|f
3|t
--- as postgres
select id, jsonb_path_match(body, '$.at.datetime() < $t.datetime()', '{"t": "2024-06-01T00:00:00+02:00"}', true) from docs where id = 3
--- answer
error 0A000: cannot convert value from date to timestamptz without time zone usage
--- as postgres
select id, jsonb_path_exists_tz(body, '$.at.datetime() ? (@ < "2024-06-01T00:00:00+02:00".datetime())') from docs order by id
--- answer
1|f
2|f
3|t
--- as postgres
select id, body @? '$.lines[*] ? (@.price > 5)', body @@ '$.lines.size() > 1', body @@ '$.title' from docs order by id
--- answer
1|t|t|NULL
2|f|f|NULL
3|f|f|NULL
--- as postgres
select id, jsonb_path_query(body, '$.lines[*].price') as price from docs order by id, price
--- answer
1|3
1|12.50
3|0.10
--- as postgres
select sum(p::numeric), count(*) from docs, jsonb_path_query(body, '$.lines[*].price') p
--- answer
15.60|3
--- as postgres
select jsonb_path_query(body, 'strict $.nothing') from docs where id = 1
--- answer
error 2203A: JSON object does not contain key "nothing"
--- as postgres
select jsonb_path_query('{"n": 9007199254740993.000000000000000001}', '$.n + 0.000000000000000001')
--- answer
9007199254740993.000000000000000002
--- as postgres
select jsonb_path_query('{"a": [1, "x", null, true, [2], {"b": 3}]}', '$.a[*].type()'), 'strict $.a ? (@.b > 1 && @.c starts with "x")'::jsonpath
--- answer
"number"|strict $."a"?(@."b" > 1 && @."c" starts with "x")
"string"|strict $."a"?(@."b" > 1 && @."c" starts with "x")
"null"|strict $."a"?(@."b" > 1 && @."c" starts with "x")
"boolean"|strict $."a"?(@."b" > 1 && @."c" starts with "x")
"array"|strict $."a"?(@."b" > 1 && @."c" starts with "x")
"object"|strict $."a"?(@."b" > 1 && @."c" starts with "x")
--- as postgres
select wanted from docs order by wanted
--- answer
error 42883: could not identify an ordering operator for type jsonpath
--- as postgres
select id from docs where wanted = '$.title'
--- answer
error 42883: operator does not exist: jsonpath = unknown
--- as postgres
select id from docs where body @@ '$.lines[*].n > "x"'
--- answer
