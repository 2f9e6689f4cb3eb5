-- Case, coalesce and the logic of null.
create table t (id int, a int, b text);
insert into t values (1, 1, 'x'), (2, null, 'y'), (3, 0, null);
--- as postgres
select id, case a when 1 then 'one' when null then 'never' else 'other' end, case when a > 0 then b end from t order by id
--- answer
1|one|x
2|other|NULL
3|other|NULL
--- as postgres
select coalesce(a, -1), nullif(a, 0), coalesce(b, a::text, 'z') from t order by id
--- answer
1|1|x
-1|NULL|y
0|NULL|0
--- as postgres
select a = null, a is null, a is distinct from 0, not (a = 1), (a = 1) is true, (a = 1) is not false, (a = 1) is unknown from t order by id
--- answer
NULL|f|t|f|t|t|f
NULL|t|t|NULL|f|t|t
NULL|f|f|t|f|f|f
--- as postgres
select id from t where a <> 1 or a is null order by id
--- answer
2
3
--- as postgres
select id from t where not (a = 1 and b = 'x') order by id
--- answer
2
3
--- as postgres
select null and false, null or true, null = null, null is not distinct from null, 1 in (2, null), 1 not in (1, null), null in (null)
--- answer
f|t|NULL|t|NULL|f|NULL
--- as postgres
select greatest(1, null, 3), least(null, 2), greatest(null::int, null)
--- answer
3|2|NULL
--- as postgres
select count(*) filter (where a is null), sum(a), avg(a) from t
--- answer
1|1|0.50000000000000000000
--- as postgres
select (a, b) is null, (null, null) is null, (1, null) is not null from t order by id
--- answer
f|t|f
f|t|f
f|t|f
--- as postgres
select bool_and(a > -1), every(a is not null), bool_or(b = 'y') from t
--- answer
t|f|t
