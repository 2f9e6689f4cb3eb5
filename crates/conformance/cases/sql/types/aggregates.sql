-- Aggregates over nothing, nulls and duplicates.
create table g (k int, n numeric, i int, t text, b boolean, j jsonb, d date);
insert into g values (1, 1.10, 1, 'x', true, '1', '2024-01-01'), (1, 2, 2, null, null, null, null), (2, null, 2, 'x', false, '{"a":1}', '2023-01-01');
--- as postgres
select count(*), count(n), sum(n), avg(n), min(n), max(n), sum(i), avg(i) from g where false
--- answer
0|0|NULL|NULL|NULL|NULL|NULL|NULL
--- as postgres
select k, count(n), sum(n), avg(n), avg(i) from g group by k order by k
--- answer
1|2|3.10|1.5500000000000000|1.5000000000000000
2|0|NULL|NULL|2.0000000000000000
--- as postgres
select array_agg(t), array_agg(t) filter (where t is not null), string_agg(t, ','), string_agg(distinct t, ',') from g
--- answer
{x,NULL,x}|{x,x}|x,x|x
--- as postgres
select json_agg(t), jsonb_agg(n), jsonb_object_agg(i, t) from (select * from g order by n nulls last limit 2) x
--- answer
["x", null]|[1.10, 2]|{"1": "x", "2": null}
--- as postgres
select bool_and(b), bool_or(b), every(b) from g
--- answer
f|t|f
--- as postgres
select max(d), min(d), max(t), min(b::int) from g
--- answer
2024-01-01|2023-01-01|x|0
--- as postgres
select count(distinct i), sum(distinct i), array_agg(distinct i order by i desc) from g
--- answer
2|3|{2,1}
--- as postgres
select stddev(i), variance(i), stddev_pop(i), var_pop(i) from g
--- answer
0.57735026918962576451|0.33333333333333333333|0.47140452079103168293|0.22222222222222222222
--- as postgres
select bit_and(i), bit_or(i) from g
--- answer
0|3
--- as postgres
select k, sum(n) over (partition by k), count(*) over () from g order by k, n nulls last
--- answer
1|3.10|3
1|3.10|3
2|NULL|3
--- as postgres
select sum(n) + 1, coalesce(sum(n) filter (where k > 5), 0), round(avg(n), 1) from g
--- answer
4.10|0|1.6
--- as postgres
select json_agg(x), json_agg(x order by x desc) from (values (1), (2)) v(x)
--- answer
[1, 2]|[2, 1]
--- as postgres
select json_agg(g) from g where false
--- answer
NULL
--- as postgres
select array_agg(array[k, i] order by i, k) from g
--- answer
{{1,1},{1,2},{2,2}}
--- as postgres
select k from g group by k having count(*) > 1
--- answer
1
--- as postgres
select max(array[k, i]), min(k::text || i) from g
--- answer
{2,2}|11
--- as postgres
select count(*) filter (where n > 1 and t is null) from g
--- answer
1
--- as postgres
select sum(sum(i)) over () from g group by k
--- answer
5
5
