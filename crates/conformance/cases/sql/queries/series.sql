-- generate_series of numbers, dates and timestamps.
create table days (d date primary key, n int);
insert into days select d::date, extract(day from d)::int from generate_series(timestamp '2024-02-27', '2024-03-02', interval '1 day') as d;
--- as postgres
select * from days order by d
--- answer
2024-02-27|27
2024-02-28|28
2024-02-29|29
2024-03-01|1
2024-03-02|2
--- as postgres
select generate_series(1, 10, 3)
--- answer
1
4
7
10
--- as postgres
select n from generate_series(5, 1, -2) as n
--- answer
5
3
1
--- as postgres
select count(*) from generate_series(1, 0)
--- answer
0
--- as postgres
select t from generate_series(timestamptz '2024-01-31 00:00+00', '2024-05-01', '1 month') as t
--- answer
2024-01-31 00:00:00+00
2024-02-29 00:00:00+00
2024-03-29 00:00:00+00
2024-04-29 00:00:00+00
--- as postgres
select g.n, g.o from generate_series(10, 30, 10) with ordinality as g (n, o)
--- answer
10|1
20|2
30|3
--- as postgres
select n::numeric / 4 from generate_series(1, 3) n
--- answer
0.25000000000000000000
0.50000000000000000000
0.75000000000000000000
--- as postgres
select generate_series(1.5, 3, 0.5)
--- answer
1.5
2.0
2.5
3.0
--- as postgres
select x, y from generate_series(1, 2) x, generate_series(x, 2) y order by 1, 2
--- answer
1|1
1|2
2|2
--- as postgres
select x::date, coalesce(n, 0) from generate_series('2024-03-01'::date, '2024-03-04'::date, '1 day') x left join days on days.d = x::date order by 1
--- answer
2024-03-01|1
2024-03-02|2
2024-03-03|0
2024-03-04|0
--- as postgres
select array_agg(n order by n desc) from generate_series(1, 5) n where n % 2 = 1
--- answer
{5,3,1}
--- as postgres
select generate_series(1, 3, 0)
--- answer
error 22023: step size cannot equal zero
