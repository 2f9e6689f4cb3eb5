-- Frames of rows, of distances and of equal rows, and what is left out of them.
create table orders (id int primary key, shop text, total numeric(10, 2), n int, at date, stamp timestamp, x float8);
insert into orders values
    (1, 'a', 10.10, 1, '2024-01-01', '2024-01-01 10:00', 1.5), (2, 'a', 0.20, 2, '2024-01-15', '2024-01-01 10:30', 1.75),
    (3, 'b', 99.99, 2, '2024-02-01', '2024-01-01 12:00', 2.5), (4, 'b', 5, 5, '2024-02-02', '2024-01-02 10:00', null),
    (5, 'a', null, 7, null, null, -3), (6, 'a', 1.01, null, '2024-02-03', '2024-01-02 10:20', 9);
--- as postgres
select id, last_value(id) over (order by id rows between unbounded preceding and unbounded following) from orders order by id
--- answer
1|6
2|6
3|6
4|6
5|6
6|6
--- as postgres
select id, sum(total) over (order by id rows 2 preceding), avg(total) over (order by id rows between 1 preceding and 1 following), count(*) over (order by id rows between 1 following and 2 following) from orders order by id
--- answer
1|10.10|5.1500000000000000|2
2|10.30|36.7633333333333333|2
3|110.29|35.0633333333333333|2
4|105.19|52.4950000000000000|2
5|104.99|3.0050000000000000|1
6|6.01|1.01000000000000000000|0
--- as postgres
select id, string_agg(shop, '' order by id) from orders group by id order by id
--- answer
1|a
2|a
3|b
4|b
5|a
6|a
--- as postgres
select id, sum(n) over w, min(total) over w, max(shop) over w, first_value(id) over w, nth_value(id, 2) over w from orders window w as (partition by shop order by id rows between 1 preceding and 1 following exclude current row) order by id
--- answer
1|2|0.20|a|2|NULL
2|8|10.10|a|1|5
3|5|5.00|b|4|NULL
4|2|99.99|b|3|NULL
5|2|0.20|a|2|6
6|7|NULL|a|5|NULL
--- as postgres
select id, array_agg(id) over (order by n groups between 1 preceding and current row) from orders order by id
--- answer
1|{1}
2|{1,2,3}
3|{1,2,3}
4|{2,3,4}
5|{4,5}
6|{5,6}
--- as postgres
select id, array_agg(id) over (order by n groups between current row and 1 following exclude ties) from orders order by id
--- answer
1|{1,2,3}
2|{2,4}
3|{3,4}
4|{4,5}
5|{5,6}
6|{6}
--- as postgres
select id, count(*) over (order by n groups between unbounded preceding and 1 following exclude group) from orders order by id
--- answer
1|2
2|2
3|2
4|4
5|5
6|5
--- as postgres
select id, array_agg(id) over (order by n range between 1 preceding and 2 following) from orders order by id
--- answer
1|{1,2,3}
2|{1,2,3}
3|{1,2,3}
4|{4,5}
5|{5}
6|{6}
--- as postgres
select id, count(*) over (order by n desc range between 1 preceding and 2 following), count(*) over (order by n nulls first range 3 preceding) from orders order by id
--- answer
1|3|1
2|3|3
3|3|3
4|1|3
5|2|2
6|1|1
--- as postgres
select id, array_agg(id) over (order by x range between 0.5 preceding and 0.5 following) from orders order by id
--- answer
1|{1,2}
2|{1,2}
3|{3}
4|{4}
5|{5}
6|{6}
--- as postgres
select id, array_agg(id) over (order by at range between '14 days' preceding and '1 day' following) from orders order by id
--- answer
1|{1}
2|{1,2}
3|{3,4}
4|{3,4,6}
5|{5}
6|{3,4,6}
--- as postgres
select id, array_agg(id) over (order by stamp range between interval '1 day' preceding and '30 minutes' following) from orders order by id
--- answer
1|{1,2}
2|{1,2}
3|{1,2,3}
4|{1,2,3,4,6}
5|{5}
6|{2,3,4,6}
--- as postgres
select id, stddev(total) over (order by id rows between 2 preceding and current row), bool_and(n > 1) over (order by id rows 1 preceding), jsonb_agg(n) over (order by id rows 1 preceding) from orders order by id
--- answer
1|NULL|f|[1]
2|7.0003571337468205|f|[1, 2]
3|54.9791872742161707|t|[2, 2]
4|56.2793393114501064|t|[2, 5]
5|67.1680731449101493|t|[5, 7]
6|2.8213560569343246|t|[7, null]
--- as postgres
select id, sum(n) filter (where n <> 2) over (order by id rows 1 preceding), count(*) filter (where shop = 'a') over (partition by shop) from orders order by id
--- answer
1|1|4
2|1|4
3|NULL|0
4|5|0
5|12|4
6|7|4
--- as postgres
select id, sum(sum(n)) filter (where count(*) = 1) over (order by id) from orders group by id order by id
--- answer
error 42803: aggregate functions are not allowed in FILTER
--- as postgres
select id, sum(n) over (order by id rows between 1 following and unbounded following), sum(n) over (order by id range unbounded preceding), sum(n) over (rows between unbounded preceding and unbounded following) from orders order by id
--- answer
1|16|1|17
2|14|3|17
3|12|5|17
4|7|10|17
5|NULL|17|17
6|NULL|17|17
--- as postgres
select count(*) over (order by id rows -1 preceding) from orders
--- answer
error 22013: frame starting offset must not be negative
--- as postgres
select count(*) over (order by id rows null preceding) from orders
--- answer
error 22004: frame starting offset must not be null
--- as postgres
select count(*) over (order by n range -1 preceding) from orders
--- answer
error 22013: invalid preceding or following size in window function
--- as postgres
select count(*) over (order by id, n range 1 preceding) from orders
--- answer
error 42P20: RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column
--- as postgres
select count(*) over (groups 1 preceding) from orders
--- answer
error 42P20: GROUPS mode requires an ORDER BY clause
--- as postgres
select count(*) over (rows unbounded following) from orders
--- answer
error 42P20: frame start cannot be UNBOUNDED FOLLOWING
--- as postgres
select count(*) over (rows between current row and 1 preceding) from orders
--- answer
error 42P20: frame starting from current row cannot have preceding rows
--- as postgres
select count(*) over (rows between 1 following and current row) from orders
--- answer
error 42P20: frame starting from following row cannot have preceding rows
--- as postgres
select count(*) over (order by id rows n preceding) from orders
--- answer
error 42P10: argument of ROWS must not contain variables
--- as postgres
select count(*) over (order by shop range 1 preceding) from orders
--- answer
error 0A000: RANGE with offset PRECEDING/FOLLOWING is not supported for column type text
--- as postgres
select count(*) over (w rows 1 preceding) from orders window w as (order by id rows 2 preceding)
--- answer
error 42P20: cannot copy window "w" because it has a frame clause
--- as postgres
select rank() filter (where true) over (order by id) from orders
--- answer
error 0A000: FILTER is not implemented for non-aggregate window functions
