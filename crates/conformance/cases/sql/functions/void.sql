-- void gives nothing.
create function v() returns void language sql as $$ select 1 $$;
create function w() returns void language sql as $$ $$;
--- as postgres
select v()
--- answer
NULL
--- as postgres
select v() is null
--- answer
t
--- as postgres
select * from v()
--- answer
NULL
--- as postgres
select w()
--- answer
NULL
