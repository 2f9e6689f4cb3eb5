-- Union, intersect and except, with duplicates and order.
create table a (n numeric);
create table b (n int);
insert into a values (1), (2), (2), (null);
insert into b values (1), (3), (null), (null);
--- as postgres
select n from a union select n from b order by n
--- answer
1
2
3
NULL
--- as postgres
select n from a union all select n from b order by n nulls first
--- answer
NULL
NULL
NULL
1
1
2
2
3
--- as postgres
select n from a intersect select n from b order by n
--- answer
1
NULL
--- as postgres
select n from a except select n from b order by n
--- answer
2
--- as postgres
select n from b except all select n from a order by n
--- answer
3
NULL
--- as postgres
(select n from a order by n limit 1) union all (select n from b order by n desc nulls last limit 1) order by 1
--- answer
1
3
--- as postgres
select 1 union select 1.5 union select '2' order by 1
--- answer
1
1.5
2
--- as postgres
select n from a intersect all select n from b order by 1
--- answer
1
NULL
--- as postgres
select 'x' as c, 1 union select 'y', null order by c desc
--- answer
y|NULL
x|1
