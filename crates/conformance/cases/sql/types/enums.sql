-- Enums: order, functions, arrays and mistakes.
create type level as enum ('low', 'mid', 'high');
create table e (id int primary key, l level, ls level[], m level default 'mid');
insert into e values (1, 'high', '{low,high}', default), (2, 'low', null, default), (3, null, '{}', default), (4, 'mid', '{mid}', null);
--- as postgres
select * from e order by l desc nulls last, id
--- answer
1|high|{low,high}|mid
4|mid|{mid}|NULL
2|low|NULL|mid
3|NULL|{}|mid
--- as postgres
select id from e where l >= 'mid' order by id
--- answer
1
4
--- as postgres
select id from e where l = any ('{low,mid}') order by id
--- answer
2
4
--- as postgres
select id from e where l::text like 'm%'
--- answer
4
--- as postgres
select min(l), max(l), count(distinct l) from e
--- answer
low|high|3
--- as postgres
select enum_first(null::level), enum_last(null::level), enum_range('mid'::level, null)
--- answer
low|high|{mid,high}
--- as postgres
insert into e values (5, 'none')
--- answer
error 22P02: invalid input value for enum level: "none"
--- as postgres
insert into e (id, ls) values (5, '{low,none}')
--- answer
error 22P02: invalid input value for enum level: "none"
--- as postgres
select 'low'::level < 'high', 'low'::text::level, l || '!' from e where id = 1
--- answer
t|low|high!
--- as postgres
select id, coalesce(l, 'low'), case l when 'high' then 1 else 0 end, greatest(l, m) from e order by id
--- answer
1|high|1|high
2|low|0|mid
3|low|0|mid
4|mid|0|mid
--- as postgres
select 'high' = any (ls), ls @> '{low}', array_position(ls, 'high') from e where id = 1
--- answer
t|t|2
--- as postgres
select l, count(*) from e group by l order by l
--- answer
low|1
mid|1
high|1
NULL|1
--- as postgres
select l = 5 from e
--- answer
error 42883: operator does not exist: level = integer
