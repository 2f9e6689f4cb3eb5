-- strict: null as soon as an argument is null.
create function s(a int, b int) returns int language sql strict as $$ select 7 $$;
create function n(a int, b int) returns int language sql as $$ select 7 $$;
create function rs(a int) returns setof int language sql strict as $$ select 1 $$;
create function rt(a int) returns table (x int, y int) language sql returns null on null input as $$ select 1, 2 $$;
create function z() returns int language sql strict as $$ select 1 $$;
--- as postgres
select s(1, 2), s(1, null), s(null, null), n(null, null), z()
--- answer
7|NULL|NULL|7|1
--- as postgres
select * from rs(1)
--- answer
1
--- as postgres
select * from rs(null)
--- answer
--- as postgres
select * from rt(null)
--- answer
--- as postgres
select * from rt(0)
--- answer
1|2
--- as postgres
select x, s(x, 1) from (values (1), (null)) v(x)
--- answer
1|7
NULL|NULL
