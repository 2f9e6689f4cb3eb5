-- Literals in every form.
create table l (t text);
--- as postgres
select 'it''s', E'a\nb\t\x41\u00e9', $$dollar 'quoted'$$, $tag$a $$ b$tag$
--- answer
it's|a
b	Aé|dollar 'quoted'|a $$ b
--- as postgres
select 'two'
'lines'
--- answer
twolines
--- as postgres
select 1, 1.5, .5, 1., 1e3, 1.5e-2, 10000000000, 99999999999999999999
--- answer
1|1.5|0.5|1|1000|0.015|10000000000|99999999999999999999
--- as postgres
select U&'\00e9\+01F388'
--- answer
é🎈
--- as postgres
select null, true, false, 't'::bool
--- answer
NULL|t|f|t
--- as postgres
select date '2024-01-01', interval '1 day', timestamp '2024-01-01 10:00', int '5', numeric '1.10', jsonb '{"a":1}', text 'x'
--- answer
2024-01-01|1 day|2024-01-01 10:00:00|5|1.10|{"a": 1}|x
--- as postgres
select array[1, 2], '{1,2}'::int[], row(1, 'a'), (1, 2) = (1, 2)
--- answer
{1,2}|{1,2}|(1,a)|t
--- as postgres
select -5, - 5, +5, - - 5, -(-5)
--- answer
-5|-5|5|5|5
--- as postgres
select 'a' || E'\\' || 'b', 'a\b'
--- answer
a\b|a\b
--- as postgres
select 1 as "One", 2 as one, 3 "three words"
--- answer
1|2|3
--- as postgres
select 'x' -- a comment
, /* another /* nested */ */ 'y'
--- answer
x|y
