-- Case, in, between, any, row comparison, null logic, subqueries, grouping, windows, sets.
create table n (a int, b text);
insert into n values (1, 'x'), (2, 'y'), (3, null), (null, 'z');
--- as postgres
select a, case when a > 1 then 'big' when a = 1 then 'one' else 'none' end, case b when 'x' then 1 end from n order by a
--- answer
1|one|1
2|big|NULL
3|big|NULL
NULL|none|NULL
--- as postgres
select a from n where a not in (1, null)
--- answer
--- as postgres
select a from n where a in (1, null) or a between 3 and 4 order by a
--- answer
1
3
--- as postgres
select a is null, b is distinct from 'x', a = any (array[1, 3]), (a, b) = (1, 'x') from n order by a nulls first
--- answer
t|t|NULL|f
f|f|t|t
f|t|f|f
f|t|t|f
--- as postgres
select (select count(*) from n m where m.a < n.a), exists (select 1 from n m where m.a > n.a) from n order by a
--- answer
0|t
1|t
2|f
0|f
--- as postgres
select (select a from n)
--- answer
error 21000: more than one row returned by a subquery used as an expression
--- as postgres
select b, count(*), sum(a) from n group by b having count(*) > 0 order by b nulls first
--- answer
NULL|1|3
x|1|1
y|1|2
z|1|NULL
--- as postgres
select a, row_number() over (order by a desc nulls last), rank() over (order by b) , lag(a) over (order by a) from n order by a
--- answer
1|3|1|NULL
2|2|2|1
3|1|4|2
NULL|4|3|3
--- as postgres
select a from n where a < 3 union select 7 union all select 7 order by 1
--- answer
1
2
7
7
--- as postgres
select a from n except select 1 order by 1 nulls first
--- answer
NULL
2
3
--- as postgres
with recursive c(x) as (select 1 union all select x + 1 from c where x < 5) select sum(x) from c
--- answer
15
--- as postgres
select distinct on (a % 2) a, b from n order by a % 2, a desc nulls last
--- answer
2|y
3|NULL
NULL|z
--- as postgres
select n.a, m.b from n left join n m on m.a = n.a + 1 order by n.a limit 2 offset 1
--- answer
2|NULL
3|NULL
--- as postgres
select count(*) filter (where a > 1), count(distinct b) from n
--- answer
2|3
--- as postgres
select v.x, g from (values (1), (2)) as v(x) cross join generate_series(1, 2) as g order by 1, 2
--- answer
1|1
1|2
2|1
2|2
--- as postgres
select missing from n
--- answer
error 42703: column "missing" does not exist
--- as postgres
select lower(a) from n
--- answer
error 42883: function lower(integer) does not exist
--- as postgres
select a + 'x' from n
--- answer
error 22P02: invalid input syntax for type integer: "x"
--- as postgres
select a, count(*) from n
--- answer
error 42803: column "n.a" must appear in the GROUP BY clause or be used in an aggregate function
--- as postgres
select * from missing
--- answer
error 42P01: relation "missing" does not exist
