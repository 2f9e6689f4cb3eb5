-- Numerics are exact and equal by value, in keys, groups, sets, sums and order.
create table m (n numeric, p numeric(8, 2), k numeric unique);
insert into m values (1.0, 1, 1.0), (1.00, 2, 2), (0.1, 0.10, 0.1), (10, 10, 10), (9, 9, 9), (-0.5, -0.5, -0.5), (1e20, 3, 1e20), (0.30000000000000001, 4, 4);
--- as postgres
select n, count(*) from m group by n order by n
--- answer
-0.5|1
0.1|1
0.30000000000000001|1
1.0|2
9|1
10|1
100000000000000000000|1
--- as postgres
select distinct n from m order by n desc
--- answer
100000000000000000000
10
9
1.0
0.30000000000000001
0.1
-0.5
--- as postgres
insert into m (k) values (1.00)
--- answer
error 23505: duplicate key value violates unique constraint "m_k_key"
detail: Key (k)=(1.00) already exists.
--- as postgres
insert into m (k) values (2.000)
--- answer
error 23505: duplicate key value violates unique constraint "m_k_key"
detail: Key (k)=(2.000) already exists.
--- as postgres
select sum(n), avg(p), max(n), min(n) from m
--- answer
100000000000000000020.90000000000000001|3.5750000000000000|100000000000000000000|-0.5
--- as postgres
select n from m where n = 1 order by p
--- answer
1.0
1.00
--- as postgres
select n from m where n in (0.10, 10.0) order by n
--- answer
0.1
10
--- as postgres
select count(distinct n) from m
--- answer
7
--- as postgres
select 0.1 + 0.2 = 0.3, 1.0 / 3, 10 / 4.0, 2.50 * 2, 7.0 % 2.5, -7 / 2, 7 / -2, -7 % 3, 1e10 + 0.1
--- answer
t|0.33333333333333333333|2.5000000000000000|5.00|2.0|-3|-3|-1|10000000000.1
--- as postgres
select round(2.5), round(3.5), round(-2.5), round(2.345, 2), round(1234.5, -2), ceil(1.1), ceil(-1.1), floor(-1.1), trunc(-1.9), trunc(1.999, 2), abs(-1.50), sign(-3.2)
--- answer
3|4|-3|2.35|1200|2|-1|-2|-1|1.99|1.50|-1
--- as postgres
select power(2, 10), power(2.0, 0.5), sqrt(2.0), exp(1.0), ln(10.0), log(100), mod(10, 3), div(10, 3), gcd(12, 18), factorial(10), 2 ^ 10, |/ 25.0
--- answer
1024|1.4142135623730950|1.414213562373095|2.7182818284590452|2.3025850929940457|2|1|3|6|3628800|1024|5
--- as postgres
select 12345678901234567890.12345 * 98765432109876543210, 1.5::int, 2.5::int, -1.5::int, 0.5::int, 1e3::int, 1.10::text, 1e5::numeric, 1.20::numeric(5, 1)
--- answer
1219326311370217952249656393705227786159.27450|2|3|-2|1|1000|1.10|100000|1.2
--- as postgres
select 99999.995::numeric(7, 2)
--- answer
error 22003: numeric field overflow
detail: A field with precision 7, scale 2 must round to an absolute value less than 10^5.
--- as postgres
select 999999.995::numeric(8, 2)
--- answer
error 22003: numeric field overflow
detail: A field with precision 8, scale 2 must round to an absolute value less than 10^6.
--- as postgres
select 'NaN'::text = 'NaN', 1.0::float8, 0.1::float4, 1e400::numeric > 1e399
--- answer
t|1|0.1|t
--- as postgres
select width_bucket(5, 0, 10, 5), scale(1.500), trim_scale(1.500)
--- answer
3|3|1.5
--- as postgres
select n * p from m where p = 3
--- answer
300000000000000000000.00
--- as postgres
select 1 / 0.0
--- answer
error 22012: division by zero
--- as postgres
select sum(x) from (values (0.1), (0.2), (0.3)) v(x)
--- answer
0.6
