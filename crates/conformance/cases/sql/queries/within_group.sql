-- Percentiles and the most frequent value.
create table t (id int primary key, n int, s text, d date, i interval, x numeric);
insert into t values (1, 10, 'a', '2024-01-01', '1 day', 1.5), (2, 20, 'b', '2024-01-02', '3 days', 2.5),
    (3, 30, null, '2024-01-02', '10 days', null), (4, 45, 'b', null, null, 1.50);
create view v as select percentile_cont(0.5) within group (order by n desc) as p, mode() within group (order by s) filter (where n > 10) as m from t;
--- as postgres
select percentile_cont(0.5) within group (order by n), percentile_disc(0.5) within group (order by n), mode() within group (order by s) from t
--- answer
25|20|b
--- as postgres
select percentile_cont(0.9) within group (order by n desc), percentile_disc(0.9) within group (order by n desc), percentile_disc(0) within group (order by s desc), percentile_disc(1) within group (order by d) from t
--- answer
12.999999999999998|10|b|2024-01-02
--- as postgres
select percentile_cont(0.25) within group (order by i), percentile_disc(0.25) within group (order by i), percentile_cont(0.3) within group (order by x), mode() within group (order by x), mode() within group (order by x desc) from t
--- answer
2 days|1 day|1.5|1.5|1.5
--- as postgres
select * from v
--- answer
25|b
--- as postgres
select n > 15, percentile_cont(0.5) within group (order by n), mode() within group (order by d) filter (where d is not null) from t group by 1 order by 1
--- answer
f|10|2024-01-01
t|30|2024-01-02
--- as postgres
select percentile_cont(null) within group (order by n), mode() within group (order by n) from t where n > 100
--- answer
NULL|NULL
--- as postgres
select percentile_cont(1.5) within group (order by n) from t
--- answer
error 22003: percentile value 1.5 is not between 0 and 1
--- as postgres
select percentile_cont(0.5) from t
--- answer
error 42883: function percentile_cont(numeric) does not exist
--- as postgres
select sum(1) within group (order by n) from t
--- answer
error 42883: function sum(integer, integer) does not exist
--- as postgres
select mode() within group (order by n) over () from t
--- answer
error 0A000: OVER is not supported for ordered-set aggregate mode
