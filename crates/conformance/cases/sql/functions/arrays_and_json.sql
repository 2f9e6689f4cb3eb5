-- Arrays and JSON in and out.
create function firsts(xs text[]) returns text[] language sql as $$ select xs[1:2] $$;
create function get(j jsonb, k text) returns jsonb language sql immutable as $$ select j -> k $$;
create function obj(a int) returns json language sql as $$ select json_build_object('a', a) $$;
create function agg() returns jsonb language sql as $$ select jsonb_agg(x) from generate_series(1, 3) x $$;
create function named(json) returns int language sql as $$ select ($1 ->> 'n')::int $$;
--- as postgres
select firsts('{a,b,c}'), firsts('{}'), firsts(null)
--- answer
{a,b}|{}|NULL
--- as postgres
select get('{"a":[1]}', 'a')
--- answer
[1]
--- as postgres
select obj(1), agg()
--- answer
{"a" : 1}|[1, 2, 3]
--- as postgres
select named('{"n": 5}')
--- answer
5
--- as postgres
select named('x')
--- answer
error 22P02: invalid input syntax for type json
detail: Token "x" is invalid.
