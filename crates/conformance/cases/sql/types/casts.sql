-- Casts from text and between types, and those that fail.
create table l (t text);
--- as postgres
select ' 12 '::int, '+5'::int, '1e3'::numeric, ' t '::bool, 'on'::bool, '1'::bool, 'NO'::bool
--- answer
12|5|1000|t|t|t|f
--- as postgres
select '1e3'::int
--- answer
error 22P02: invalid input syntax for type integer: "1e3"
--- as postgres
select '12abc'::int
--- answer
error 22P02: invalid input syntax for type integer: "12abc"
--- as postgres
select '99999'::smallint
--- answer
error 22003: value "99999" is out of range for type smallint
--- as postgres
select 40000::smallint
--- answer
error 22003: smallint out of range
--- as postgres
select 3.7::int, -3.5::int, 2.5::int, '3.7'::float8::int, 1e10::bigint
--- answer
4|-4|3|4|10000000000
--- as postgres
select 1e10::int
--- answer
error 22003: integer out of range
--- as postgres
select true::int, 1::bool, true::text, false::varchar, 'x'::char(3) || '|'
--- answer
1|t|true|false|x|
--- as postgres
select 5::numeric(3, 1), 12.345::numeric(4, 2), 0.005::numeric(2, 2), 123::numeric(2)
--- answer
error 22003: numeric field overflow
detail: A field with precision 2, scale 0 must round to an absolute value less than 10^2.
--- as postgres
select '2024-01-01'::date::timestamp, timestamp '2024-01-01 23:59'::date, timestamp '2024-01-01 10:20:30'::time, '10:20'::time::interval
--- answer
2024-01-01 00:00:00|2024-01-01|10:20:30|10:20:00
--- as postgres
select 1.10::text, 1e2::float8::text, 0.1::float4::float8::text, 123456789012::float8::text, 1e-7::float8
--- answer
1.10|100|0.10000000149011612|123456789012|1e-07
--- as postgres
select '{"a":1}'::json::jsonb::text, '[1, 2]'::jsonb::json, 'null'::jsonb, '"x"'::jsonb #>> '{}'
--- answer
{"a": 1}|[1, 2]|null|x
--- as postgres
select 'a0eebc999c0b4ef8bb6d6bb9bd380a11'::uuid::text, '\x41'::bytea::text, 'A'::bytea
--- answer
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|\x41|\x41
--- as postgres
select array[1, 2]::text[], '{1,2}'::text[]::int[], array['1', 'x']::int[]
--- answer
error 22P02: invalid input syntax for type integer: "x"
--- as postgres
select 'abc'::name, 12::oid
--- answer
abc|12
--- as postgres
select cast('5' as int) + cast(1.5 as int), int4(5.5), float8('1.5'), text(5)
--- answer
7|6|1.5|5
