-- The rest of the arguments as an array.
create function total(variadic xs numeric[]) returns numeric language sql as $$ select sum(x) from unnest(xs) x $$;
create function join_all(sep text, variadic parts text[] default '{}') returns text language sql as $$ select array_to_string(parts, sep) $$;
--- as postgres
select total(1, 2, 3.5)
--- answer
6.5
--- as postgres
select total(1)
--- answer
1
--- as postgres
select total(variadic array[1, 2])
--- answer
3
--- as postgres
select total(variadic '{}')
--- answer
NULL
--- as postgres
select total()
--- answer
error 42883: function total() does not exist
--- as postgres
select join_all('-', 'a', 'b')
--- answer
a-b
--- as postgres
select join_all('-')
--- answer

--- as postgres
select join_all('-', variadic array['x'])
--- answer
x
--- as postgres
select total('1', 2)
--- answer
3
--- as postgres
select total('x')
--- answer
error 22P02: invalid input syntax for type numeric: "x"
