-- Grouping, having, filters and distinct aggregates.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
select status, count(*), sum(total), avg(total), min(at), max(at) from orders group by status order by status
--- answer
new|1|0.20|0.20000000000000000000|2024-01-15|2024-01-15
paid|2|110.09|55.0450000000000000|2024-01-01|2024-02-01
--- as postgres
select customer_id, count(*) filter (where status = 'paid') as paid from orders group by 1 having count(*) > 0 order by 1
--- answer
1|1
2|1
--- as postgres
select count(*), count(city), count(distinct status) from customers left join orders on customer_id = customers.id
--- answer
4|3|2
--- as postgres
select extract(month from at)::int as m, sum(total) from orders group by 1 order by 1
--- answer
1|10.30
2|99.99
--- as postgres
select sum(total), count(*), max(total) from orders where id > 99
--- answer
NULL|0|NULL
--- as postgres
select array_agg(id order by total desc), string_agg(status, ', ' order by id), bool_or(total > 50), bool_and(total > 50) from orders
--- answer
{3,1,2}|paid, new, paid|t|f
--- as postgres
select jsonb_agg(jsonb_build_object('id', id, 'total', total) order by id), json_object_agg(id, status order by id) from orders
--- answer
[{"id": 1, "total": 10.10}, {"id": 2, "total": 0.20}, {"id": 3, "total": 99.99}]|{ "1" : "paid", "2" : "new", "3" : "paid" }
--- as postgres
select status, array_agg(distinct customer_id) from orders group by status order by 1
--- answer
new|{1}
paid|{1,2}
--- as postgres
select date_trunc('month', at), count(*) from orders group by date_trunc('month', at) order by 1
--- answer
2024-01-01 00:00:00+00|2
2024-02-01 00:00:00+00|1
--- as postgres
select distinct status, customer_id from orders order by 1, 2
--- answer
new|1
paid|1
paid|2
--- as postgres
select coalesce(sum(qty), 0) from lines where sku = 'none'
--- answer
0
--- as postgres
select customer_id % 2 = 0 as even, round(avg(total), 2) from orders group by customer_id % 2 = 0 order by 1
--- answer
f|5.15
t|99.99
--- as postgres
select c.id, c.name, count(o.id) from customers c left join orders o on o.customer_id = c.id group by c.id order by c.id
--- answer
1|Ada|2
2|Bob|1
3|Cy|0
--- as postgres
select name, total from customers c join orders on customer_id = c.id group by name
--- answer
error 42803: column "orders.total" must appear in the GROUP BY clause or be used in an aggregate function
