-- Distinct on, order by position, name and expression, limits.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
select distinct on (customer_id) customer_id, id from orders order by customer_id, total desc
--- answer
1|1
2|3
--- as postgres
select id as x, total from orders order by x desc
--- answer
3|99.99
2|0.20
1|10.10
--- as postgres
select id, total from orders order by 2, 1
--- answer
2|0.20
1|10.10
3|99.99
--- as postgres
select id from orders order by -id
--- answer
3
2
1
--- as postgres
select id from orders order by status desc, id
--- answer
1
3
2
--- as postgres
select id from orders order by id limit 1 offset 1
--- answer
2
--- as postgres
select id from orders order by id offset 2
--- answer
3
--- as postgres
select id from orders order by id fetch first 2 rows only
--- answer
1
2
--- as postgres
select id from orders order by id limit null
--- answer
1
2
3
--- as postgres
select id from orders order by id limit 0
--- answer
--- as postgres
select city from customers order by city nulls first
--- answer
NULL
London
Paris
--- as postgres
select city from customers order by city desc nulls last
--- answer
Paris
London
NULL
--- as postgres
select id from orders order by total limit -1
--- answer
error 2201W: LIMIT must not be negative
--- as postgres
select distinct status from orders order by id
--- answer
error 42P10: for SELECT DISTINCT, ORDER BY expressions must appear in select list
