-- Numerics are exact: stored, compared, sorted, summed and shown.
create table m (id int primary key, n numeric, p numeric(10, 2) unique);
insert into m values (1, 1.0, 10.10), (2, 1.00, 0.20), (3, 0.1234567890123456789, 99999999.99), (4, 10, null), (5, 9, -3.5), (6, 'NaN', 0);
--- as postgres
select id, n, p from m order by n, id
--- answer
3|0.1234567890123456789|99999999.99
1|1.0|10.10
2|1.00|0.20
5|9|-3.50
4|10|NULL
6|NaN|0.00
--- as postgres
select sum(p), min(p), max(p), avg(p) from m
--- answer
100000006.79|-3.50|99999999.99|20000001.358000000000
--- as postgres
select n, count(*) from m group by n order by 1
--- answer
0.1234567890123456789|1
1.0|2
9|1
10|1
NaN|1
--- as postgres
select 10.10 + 0.20, 1.0 = 1.00, 0.1 + 0.2 = 0.3, 7 / 2, 7 / 2.0, 2 ^ 0.5, 10 % 3, -7 % 3, round(2.5), round(-2.5), round(2.345, 2), trunc(2.9), 1e400 > 1e399
--- answer
10.30|t|t|3|3.5000000000000000|1.4142135623730950|1|-1|3|-3|2.35|2|t
--- as postgres
insert into m values (7, 1, 0.20)
--- answer
error 23505: duplicate key value violates unique constraint "m_p_key"
detail: Key (p)=(0.20) already exists.
--- as postgres
insert into m values (7, 1, 0.2)
--- answer
error 23505: duplicate key value violates unique constraint "m_p_key"
detail: Key (p)=(0.20) already exists.
--- as postgres
insert into m values (7, 1, 123456789.12)
--- answer
error 22003: numeric field overflow
detail: A field with precision 10, scale 2 must round to an absolute value less than 10^8.
--- as postgres
insert into m values (7, 1, 1.005) returning p
--- answer
1.01
--- as postgres
select distinct n from m where n < 5 order by n
--- answer
0.1234567890123456789
1.0
--- as postgres
select 9223372036854775807::int8, 9223372036854775807 + 1, '1e3'::numeric, 1.50::text
--- answer
error 22003: bigint out of range
--- as postgres
select 9223372036854775807::int8 + 1
--- answer
error 22003: bigint out of range
--- as postgres
select 2147483647 + 1
--- answer
error 22003: integer out of range
--- as postgres
select 1 / 0
--- answer
error 22012: division by zero
--- as postgres
select 'x'::int
--- answer
error 22P02: invalid input syntax for type integer: "x"
