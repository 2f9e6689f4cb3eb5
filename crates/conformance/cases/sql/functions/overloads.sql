-- Which of the functions of a name a call means.
create function kind(int) returns text language sql as $$ select 'int' $$;
create function kind(bigint) returns text language sql as $$ select 'bigint' $$;
create function kind(text) returns text language sql as $$ select 'text' $$;
create function kind(int[]) returns text language sql as $$ select 'ints' $$;
create function amb(int, bigint) returns int language sql as 'select 1';
create function amb(bigint, int) returns int language sql as 'select 2';
create function num(float8) returns text language sql as $$ select 'float8' $$;
create function num(numeric) returns text language sql as $$ select 'numeric' $$;
create function d(a int, b int default 1) returns int language sql as 'select 1';
create function d(a int) returns int language sql as 'select 2';
create function length(int) returns text language sql as $$ select 'my own' $$;
--- as postgres
select kind(1), kind(1::bigint), kind('x'), kind('x'::varchar), kind(1::smallint), kind('{1}'::int[])
--- answer
error 42725: function kind(smallint) is not unique
--- as postgres
select kind(null)
--- answer
text
--- as postgres
select kind(1.5)
--- answer
error 42883: function kind(numeric) does not exist
--- as postgres
select kind(true)
--- answer
error 42883: function kind(boolean) does not exist
--- as postgres
select amb(1, 2)
--- answer
error 42725: function amb(integer, integer) is not unique
--- as postgres
select amb(1, 2::bigint), amb(1::bigint, 2)
--- answer
1|2
--- as postgres
select num(1), num(1.5), num(1::real)
--- answer
float8|numeric|float8
--- as postgres
select d(1)
--- answer
error 42725: function d(integer) is not unique
--- as postgres
select d(1, 2)
--- answer
1
--- as postgres
select length(5), length('abc')
--- answer
my own|3
--- as postgres
select kind()
--- answer
error 42883: function kind() does not exist
