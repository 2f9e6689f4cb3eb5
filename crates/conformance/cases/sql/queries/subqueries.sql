-- Subqueries everywhere.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
select name, (select count(*) from orders o where o.customer_id = c.id) as n, exists (select from lines where sku = c.name) from customers c order by id
--- answer
Ada|2|f
Bob|1|f
Cy|0|f
--- as postgres
select name from customers where id in (select customer_id from orders where total > 5) order by 1
--- answer
Ada
Bob
--- as postgres
select name from customers where id not in (select customer_id from orders) order by 1
--- answer
Cy
--- as postgres
select id from orders where total > all (select qty from lines) order by id
--- answer
1
3
--- as postgres
select id from orders where total = any (select max(total) from orders group by customer_id) order by id
--- answer
1
3
--- as postgres
select (select total from orders where id = 99) is null, array(select id from orders order by id desc)
--- answer
t|{3,2,1}
--- as postgres
select name from customers where (id, city) in (select customer_id, 'Paris' from orders)
--- answer
Bob
--- as postgres
select sum(x.t) from (select total as t from orders where status = 'paid') as x
--- answer
110.09
--- as postgres
select id from orders where customer_id = (select id from customers where city = 'London') order by total
--- answer
2
1
--- as postgres
values (1, 'a'), (2, 'b') order by 1 desc
--- answer
2|b
1|a
--- as postgres
table customers
--- answer
1|Ada|London
2|Bob|Paris
3|Cy|NULL
--- as postgres
select x.a + x.b from (values (1, 2), (3, 4)) as x (a, b) order by 1
--- answer
3
7
