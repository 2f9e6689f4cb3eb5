-- Which operator binds stronger.
create table l (t text);
--- as postgres
select 1 + 2 * 3, (1 + 2) * 3, 2 ^ 3 ^ 2, -2 ^ 2, 10 - 4 - 3, 100 / 10 / 2, 7 % 4 * 2
--- answer
7|9|64|4|3|5|6
--- as postgres
select not true = false, not false and false, true or false and false
--- answer
t|f|t
--- as postgres
select 'a' || 1 + 2, 1 + 2 || 'a'
--- answer
a3|3a
--- as postgres
select 5 between 1 and 3 or true, 5 not between 1 and 3 and true, 1 in (1, 2) = true
--- answer
t|t|t
--- as postgres
select null is null = true, 1 = 1 is true, not null is null
--- answer
t|t|f
--- as postgres
select 2 * 3::numeric / 4, -1::text, (-1)::text, - '5'::int
--- answer
error 42883: operator does not exist: - text
--- as postgres
select 1 << 2 + 1, 5 & 3 = 1, 'abc' like 'a%' = true
--- answer
8|t|t
--- as postgres
select '{"a":{"b":1}}'::jsonb -> 'a' -> 'b' = '1', '{"a":1}'::jsonb ->> 'a' = '1'
--- answer
t|t
--- as postgres
select 1 < 2 and 2 < 3 or 1 / 1 > 5, case when 1 > 2 then 3 else 4 end + 1
--- answer
t|5
