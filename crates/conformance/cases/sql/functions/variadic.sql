-- The rest of the arguments as an array.
create function total(variadic xs numeric[]) returns numeric language sql as $$ select sum(x) from unnest(xs) x $$;
create function join_all(sep text, variadic parts text[] default '{}') returns text language sql as $$ select array_to_string(parts, sep) $$;
--- as postgres
select total(1, 2, 3.5)
--- answer
--- as postgres
select total(1)
--- answer
--- as postgres
select total(variadic array[1, 2])
--- answer
--- as postgres
select total(variadic '{}')
--- answer
--- as postgres
select total()
--- answer
--- as postgres
select join_all('-', 'a', 'b')
--- answer
--- as postgres
select join_all('-')
--- answer
--- as postgres
select join_all('-', variadic array['x'])
--- answer
--- as postgres
select total('1', 2)
--- answer
--- as postgres
select total('x')
--- answer
