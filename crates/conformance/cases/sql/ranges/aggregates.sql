-- What ranges of many rows are together.
create table shifts (id int primary key, who text, span tsrange, days datemultirange);
insert into shifts values
  (1, 'ada', '[2024-01-01 08:00,2024-01-01 12:00)', '{[2024-01-01,2024-01-03)}'),
  (2, 'ada', '[2024-01-01 12:00,2024-01-01 16:00)', '{[2024-01-02,2024-01-05)}'),
  (3, 'ada', '[2024-01-02 08:00,2024-01-02 12:00)', '{[2024-02-01,)}'),
  (4, 'bob', '[2024-01-01 09:00,2024-01-01 10:00)', null),
  (5, 'bob', null, null), (6, 'cy', null, null), (7, 'di', 'empty', '{}');
--- as postgres
select who, range_agg(span) from shifts group by who order by who
--- answer
ada|{["2024-01-01 08:00:00","2024-01-01 16:00:00"),["2024-01-02 08:00:00","2024-01-02 12:00:00")}
bob|{["2024-01-01 09:00:00","2024-01-01 10:00:00")}
cy|NULL
di|{}
--- as postgres
select who, range_agg(days), range_intersect_agg(days) from shifts group by who order by who
--- answer
ada|{[2024-01-01,2024-01-05),[2024-02-01,)}|{}
bob|NULL|NULL
cy|NULL|NULL
di|{}|{}
--- as postgres
select range_intersect_agg(span) from shifts where id in (1, 4)
--- answer
["2024-01-01 09:00:00","2024-01-01 10:00:00")
--- as postgres
select who, range_intersect_agg(span), count(span), count(distinct span) from shifts group by who order by who
--- answer
ada|empty|3|3
bob|["2024-01-01 09:00:00","2024-01-01 10:00:00")|1|1
cy|NULL|0|0
di|empty|1|1
--- as postgres
select range_agg(span) filter (where who = 'bob'), array_agg(span order by id desc) from shifts where id in (1, 4)
--- answer
{["2024-01-01 09:00:00","2024-01-01 10:00:00")}|{"[\"2024-01-01 09:00:00\",\"2024-01-01 10:00:00\")","[\"2024-01-01 08:00:00\",\"2024-01-01 12:00:00\")"}
--- as postgres
select who, g from (select who, range_agg(span) as m from shifts group by who) a, unnest(a.m) as g order by who, g
--- answer
ada|["2024-01-01 08:00:00","2024-01-01 16:00:00")
ada|["2024-01-02 08:00:00","2024-01-02 12:00:00")
bob|["2024-01-01 09:00:00","2024-01-01 10:00:00")
--- as postgres
select who, sum(upper(span) - lower(span)) from shifts group by who order by who
--- answer
ada|12:00:00
bob|01:00:00
cy|NULL
di|NULL
--- as postgres
select max(span) from shifts
--- answer
error 42883: function max(tsrange) does not exist
--- as postgres
select range_agg(who) from shifts
--- answer
error 42883: function range_agg(text) does not exist
--- as postgres
select id, range_agg(span) over (order by id) from shifts where id < 4 order by id
--- answer
1|{["2024-01-01 08:00:00","2024-01-01 12:00:00")}
2|{["2024-01-01 08:00:00","2024-01-01 16:00:00")}
3|{["2024-01-01 08:00:00","2024-01-01 16:00:00"),["2024-01-02 08:00:00","2024-01-02 12:00:00")}
--- as postgres
select range_agg(span) @> '[2024-01-01 09:00,2024-01-01 15:00)'::tsrange, '2024-01-01 13:00'::timestamp <@ range_agg(span) from shifts where who = 'ada'
--- answer
t|t
