-- Windows: numbering, ranks, neighbours, running sums.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
select id, row_number() over (order by total desc), rank() over (order by status), dense_rank() over (order by status) from orders order by id
--- answer
1|2|2|2
2|3|1|1
3|1|2|2
--- as postgres
select id, sum(total) over (order by id), sum(total) over (partition by customer_id), avg(total) over () from orders order by id
--- answer
1|10.10|10.30|36.7633333333333333
2|10.30|10.30|36.7633333333333333
3|110.29|99.99|36.7633333333333333
--- as postgres
select id, lag(total) over (order by id), lead(total, 1, 0) over (order by id), first_value(id) over (partition by status order by total), last_value(id) over (order by id) from orders order by id
--- answer
1|NULL|0.20|1|1
2|10.10|99.99|2|2
3|0.20|0|1|3
--- as postgres
select id, ntile(2) over (order by id), count(*) over w, max(total) over w from orders window w as (partition by customer_id) order by id
--- answer
1|1|2|10.10
2|1|2|10.10
3|2|1|99.99
--- as postgres
select id, percent_rank() over (order by id), cume_dist() over (order by id) from orders order by id
--- answer
1|0|0.3333333333333333
2|0.5|0.6666666666666666
3|1|1
--- as postgres
select * from (select id, row_number() over (partition by customer_id order by total desc) as n from orders) x where n = 1 order by id
--- answer
1|1
3|1
