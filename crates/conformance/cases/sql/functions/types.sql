-- Parameters and results of many types.
create function a(d date, t timestamptz) returns interval language sql as $$ select t - d::timestamp at time zone 'UTC' $$;
create function b(u uuid) returns text language sql as $$ select u::text $$;
create function c(x bytea) returns int language sql as $$ select length(x) $$;
create function d(n numeric, f float8, r real) returns numeric language sql as $$ select n * 2 $$;
create function e(b bool) returns bool language sql as $$ select not b $$;
create function g(c char(3)) returns text language sql as $$ select '[' || c || ']' $$;
create function h(v varchar) returns varchar language sql as $$ select v $$;
create function i(x bigint) returns bigint language sql as $$ select x + 1 $$;
--- as postgres
select a('2020-01-01', '2020-01-02 00:00+00')
--- answer
1 day
--- as postgres
select b('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), c('\xff00')
--- answer
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|2
--- as postgres
select d(1.10, 2, 3), e(true), e(null)
--- answer
2.20|f|NULL
--- as postgres
select g('a'), h('x')
--- answer
[a]|x
--- as postgres
select i(9223372036854775806)
--- answer
9223372036854775807
--- as postgres
select i(9223372036854775807)
--- answer
error 22003: bigint out of range
--- as postgres
select b('nope')
--- answer
error 22P02: invalid input syntax for type uuid: "nope"
--- as postgres
select i('12')
--- answer
13
--- as postgres
select i(1.5)
--- answer
error 42883: function i(numeric) does not exist
