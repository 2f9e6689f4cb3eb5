-- Percentiles and the most frequent value.
create table t (id int primary key, n int, s text);
insert into t values (1, 10, 'a'), (2, 20, 'b'), (3, 30, null);
--- as postgres
select percentile_cont(0.5) within group (order by n), percentile_disc(0.5) within group (order by n), mode() within group (order by s) from t
--- answer
20|20|a
