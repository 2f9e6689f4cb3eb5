-- Arrays of ranges, domains over them, ranges in rows and views.
create domain opening as int4range check (not isempty(value) and lower(value) >= 0 and upper(value) <= 24);
create type day as (name text, hours int4range);
create table shops (id int primary key, hours opening[], main opening, spans int4range[] default '{}', sets datemultirange[]);
insert into shops values (1, '{"[8,12)","[13,18)"}', '[8,18)', array[int4range(1, 2), null], '{"{[2024-01-01,2024-01-02]}"}'), (2, '{}', null, '{empty}', null);
create view open_now as select id, main, h from shops left join lateral unnest(hours) as h on true;
--- as postgres
select id, hours, main, spans, sets from shops order by id
--- answer
1|{"[8,12)","[13,18)"}|[8,18)|{"[1,2)",NULL}|{"{[2024-01-01,2024-01-03)}"}
2|{}|NULL|{empty}|NULL
--- as postgres
select id, h from open_now order by id, h
--- answer
1|[8,12)
1|[13,18)
2|NULL
--- as postgres
select id from shops where '[8,12)' = any (hours::int4range[])
--- answer
1
--- as postgres
select id, spans[1], cardinality(spans), spans || int4range(5, 6) from shops order by id
--- answer
1|[1,2)|2|{"[1,2)",NULL,"[5,6)"}
2|empty|1|{empty,"[5,6)"}
--- as postgres
select id from shops where spans @> array[int4range(1, 2)]
--- answer
1
--- as postgres
insert into shops (id, main) values (3, '[8,25)')
--- answer
error 23514: value for domain opening violates check constraint "opening_check"
--- as postgres
insert into shops (id, main) values (3, '[8,')
--- answer
error 22P02: malformed range literal: "[8,"
detail: Unexpected end of input.
--- as postgres
select id, main @> 9, main * '[10,12)', lower(main) from shops order by id
--- answer
1|t|[10,12)|8
2|NULL|NULL|NULL
--- as postgres
select spans from shops order by spans
--- answer
{empty}
{"[1,2)",NULL}
--- as postgres
select row('mon', int4range(8, 12))::day, (row('mon', int4range(8, 12))::day).hours @> 9
--- answer
(mon,"[8,12)")|t
--- as postgres
select main, count(*) from shops group by main order by main nulls first
--- answer
NULL|1
[8,18)|1
--- as postgres
select main from shops union select '[8,18)'::int4range union all select 'empty' order by 1
--- answer
empty
[8,18)
NULL
--- as postgres
select '[1,2)'::int4range::int8range
--- answer
error 42846: cannot cast type int4range to int8range
--- as postgres
select '[1,2)'::int4range::text::int8range, '[1,2)'::varchar::int4range
--- answer
[1,2)|[1,2)
