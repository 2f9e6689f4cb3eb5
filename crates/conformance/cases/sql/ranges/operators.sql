-- What ranges are asked: containing, overlapping, beside each other; what is made of two.
create table r (id int primary key, i int4range, m int4multirange);
insert into r values (1, '[1,5)', '{[1,3),[7,9)}'), (2, '[5,9)', '{}'), (3, '(,3)', '{(,0),[20,)}'), (4, '[100,)', '{[1,2)}'), (5, 'empty', null), (6, null, '{[3,8)}');
--- as postgres
select id, i @> 2, i @> '[2,3)', i <@ '[0,10)', i && '[4,6)', i << '[50,60)', i >> '[0,1)', i &< '[1,9)', i &> '[2,3)', i -|- '[5,9)' from r order by id
--- answer
1|t|t|t|t|t|t|t|f|t
2|f|f|t|t|t|t|t|t|f
3|t|t|f|f|t|f|t|f|f
4|f|f|f|f|f|t|f|t|f
5|f|f|t|f|f|f|f|f|f
6|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL
--- as postgres
select id, m @> 7, m @> '{[1,2)}', m && '{[8,9)}', m << int4range(50, 60), m -|- int4range(9, 10) from r order by id
--- answer
1|t|t|t|t|t
2|f|f|f|f|f
3|f|f|f|f|f
4|f|t|f|t|f
5|NULL|NULL|NULL|NULL|NULL
6|t|f|f|t|f
--- as postgres
select id, i * '[2,7)', m + '{[2,4)}', m * '{[2,4)}', m - '{[2,4)}' from r order by id
--- answer
1|[2,5)|{[1,4),[7,9)}|{[2,3)}|{[1,2),[7,9)}
2|[5,7)|{[2,4)}|{}|{}
3|[2,3)|{(,0),[2,4),[20,)}|{}|{(,0),[20,)}
4|empty|{[1,4)}|{}|{[1,2)}
5|empty|NULL|NULL|NULL
6|NULL|{[2,8)}|{[3,4)}|{[4,8)}
--- as postgres
select id, 7 <@ m, 2 <@ i from r order by id
--- answer
1|t|t
2|f|f
3|f|t
4|f|f
5|NULL|f
6|t|NULL
--- as postgres
select id, lower(i), upper(i), isempty(i), lower_inc(i), upper_inc(i), lower_inf(i), upper_inf(i) from r order by id
--- answer
1|1|5|f|t|f|f|f
2|5|9|f|t|f|f|f
3|NULL|3|f|f|f|t|f
4|100|NULL|f|t|f|f|t
5|NULL|NULL|t|f|f|f|f
6|NULL|NULL|NULL|NULL|NULL|NULL|NULL
--- as postgres
select id, lower(m), upper(m), isempty(m), lower_inf(m), upper_inf(m), range_merge(m) from r order by id
--- answer
1|1|9|f|f|f|[1,9)
2|NULL|NULL|t|f|f|empty
3|NULL|NULL|f|t|t|(,)
4|1|2|f|f|f|[1,2)
5|NULL|NULL|NULL|NULL|NULL|NULL
6|3|8|f|f|f|[3,8)
--- as postgres
select i + '[50,60)' from r where id = 1
--- answer
error 22000: result of range union would not be contiguous
--- as postgres
select i - '[2,3)' from r where id = 1
--- answer
error 22000: result of range difference would not be contiguous
--- as postgres
select id, range_merge(i, '[50,60)') from r order by id
--- answer
1|[1,60)
2|[5,60)
3|(,60)
4|[50,)
5|[50,60)
6|NULL
--- as postgres
select id, multirange(i), i::int4multirange, i::text, m::text from r order by id
--- answer
1|{[1,5)}|{[1,5)}|[1,5)|{[1,3),[7,9)}
2|{[5,9)}|{[5,9)}|[5,9)|{}
3|{(,3)}|{(,3)}|(,3)|{(,0),[20,)}
4|{[100,)}|{[100,)}|[100,)|{[1,2)}
5|{}|{}|empty|NULL
6|NULL|NULL|NULL|{[3,8)}
--- as postgres
select '[1,5)'::int4range @> 3::bigint
--- answer
error 42883: operator does not exist: int4range @> bigint
--- as postgres
select '[1,5)' @> 3
--- answer
error 42725: operator is not unique: unknown @> integer
--- as postgres
select int4range(1, 5) && int8range(1, 5)
--- answer
error 42883: operator does not exist: int4range && int8range
--- as postgres
select int4range(5, 1)
--- answer
error 22000: range lower bound must be less than or equal to range upper bound
--- as postgres
select int4range(1, 5, 'x')
--- answer
error 42601: invalid range bound flags
--- as postgres
select numrange(1, 5), numrange(1.10, 5, '[]'), int8range(1, 5, '(]'), daterange('2024-01-01', '2024-01-31', '[]'), tsrange('2024-01-01', null), tstzrange('2024-01-01 10:00+02', '2024-01-02'), int4multirange(), int4multirange(int4range(1, 2), int4range(2, 5), int4range(7, 9))
--- answer
[1,5)|[1.10,5]|[2,6)|[2024-01-01,2024-02-01)|["2024-01-01 00:00:00",)|["2024-01-01 08:00:00+00","2024-01-02 00:00:00+00")|{}|{[1,5),[7,9)}
--- as postgres
select a.id, b.id from r a join r b on a.i && b.i and a.id < b.id order by 1, 2
--- answer
1|3
--- as postgres
select id, u from r, unnest(m) u order by id, u
--- answer
1|[1,3)
1|[7,9)
3|(,0)
3|[20,)
4|[1,2)
6|[3,8)
--- as postgres
select case when i @> 3 then i else '[3,4)' end, coalesce(i, 'empty'), greatest(i, '[2,3)'), nullif(i, 'empty') from r order by id
--- answer
[1,5)|[1,5)|[2,3)|[1,5)
[3,4)|[5,9)|[5,9)|[5,9)
[3,4)|(,3)|[2,3)|(,3)
[3,4)|[100,)|[100,)|[100,)
[3,4)|empty|[2,3)|NULL
[3,4)|empty|[2,3)|NULL
--- as postgres
select array[i, '[7,8)'], array_agg(i) over (order by id) from r where id < 3 order by id
--- answer
{"[1,5)","[7,8)"}|{"[1,5)"}
{"[5,9)","[7,8)"}|{"[1,5)","[5,9)"}
--- as postgres
select to_jsonb(i), json_build_object('m', m), row_to_json(r) from r where id < 4 order by id
--- answer
"[1,5)"|{"m" : "{[1,3),[7,9)}"}|{"id":1,"i":"[1,5)","m":"{[1,3),[7,9)}"}
"[5,9)"|{"m" : "{}"}|{"id":2,"i":"[5,9)","m":"{}"}
"(,3)"|{"m" : "{(,0),[20,)}"}|{"id":3,"i":"(,3)","m":"{(,0),[20,)}"}
