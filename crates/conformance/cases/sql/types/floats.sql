-- Floats, their edges and their text.
create table f (d float8, r real);
insert into f values (0.1, 0.1), (1e308, 1e38), (-0.0, 0), (1.0, 1.5), (123456789.123456789, 123456789);
--- as postgres
select * from f order by d
--- answer
0|0
0.1|0.1
1|1.5
123456789.12345679|1.2345679e+08
1e+308|1e+38
--- as postgres
select d + 0.2::float8, d * 3 from f where d = 0.1
--- answer
0.30000000000000004|0.30000000000000004
--- as postgres
select 1e308::float8 * 10
--- answer
error 22003: value out of range: overflow
--- as postgres
select r::float8, d::real from f where d = 0.1
--- answer
0.10000000149011612|0.1
--- as postgres
select 'infinity'::float8, '-inf'::float8, 1.0::float8 / 3
--- answer
Infinity|-Infinity|0.3333333333333333
--- as postgres
select 0.1::float8::numeric, 0.1::real::numeric, 1e15::float8, 1e16::float8, 1e-5::float8, 100000::float8::text
--- answer
0.1|0.1|1e+15|1e+16|1e-05|100000
--- as postgres
select round(2.5::float8), round(-2.5::float8), trunc(2.7::float8)
--- answer
2|-2|2
--- as postgres
select max(r), min(d), count(distinct r) from f
--- answer
1e+38|0|5
--- as postgres
select 1.5::float8 = 1.5, 0.1::float8 = 0.1::real
--- answer
t|f
--- as postgres
select round(sqrt(2)::numeric, 5), pi(), sin(0), cos(0), degrees(pi()), random() < 1
--- answer
1.41421|3.141592653589793|0|1|180|t
--- as postgres
select 5::float8 / 0
--- answer
error 22012: division by zero
