-- Views over views over tables, with columns renamed, computed and aggregated.
create table sales (id int primary key, region text, amount numeric(10, 2), at date);
insert into sales values (1, 'north', 10.10, '2024-01-05'), (2, 'north', 0.20, '2024-01-20'), (3, 'south', 5, '2024-02-01'), (4, null, 1, '2024-02-02');
create view monthly as select region, date_trunc('month', at)::date as month, sum(amount) as total, count(*) as n from sales group by 1, 2;
create view regions (area, sum_of_all) as select coalesce(region, 'none'), sum(total) from monthly group by region;
create view best as select area from regions where sum_of_all = (select max(sum_of_all) from regions);
create view joined as select s.id, r.sum_of_all from sales s left join regions r on r.area = s.region;
--- as postgres
select * from monthly order by month, region
--- answer
north|2024-01-01|10.30|2
south|2024-02-01|5.00|1
NULL|2024-02-01|1.00|1
--- as postgres
select * from regions order by area
--- answer
none|1.00
north|10.30
south|5.00
--- as postgres
select * from best
--- answer
north
--- as postgres
select * from joined order by id
--- answer
1|10.30
2|10.30
3|5.00
4|NULL
--- as postgres
select month, sum(total) from monthly group by month having sum(total) > 5 order by month
--- answer
2024-01-01|10.30
2024-02-01|6.00
--- as anon
select area from regions order by 1
--- answer
none
north
south
