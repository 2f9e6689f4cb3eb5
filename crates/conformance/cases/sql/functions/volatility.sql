-- now, random values and order of evaluation.
create function n() returns timestamptz language sql stable as $$ select now() $$;
create function r() returns uuid language sql volatile as $$ select gen_random_uuid() $$;
--- as postgres
select n() = now(), n() = n()
--- answer
t|t
--- as postgres
select r() <> r()
--- answer
t
--- as postgres
select count(distinct r()) from generate_series(1, 10)
--- answer
10
