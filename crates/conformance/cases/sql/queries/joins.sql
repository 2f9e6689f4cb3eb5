-- Joins of every kind.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
select c.name, o.id from customers c join orders o on o.customer_id = c.id order by o.id
--- answer
Ada|1
Ada|2
Bob|3
--- as postgres
select c.name, o.id from customers c left join orders o on o.customer_id = c.id and o.total > 50 order by c.id
--- answer
Ada|NULL
Bob|3
Cy|NULL
--- as postgres
select o.id, c.name from customers c right join orders o on o.customer_id = c.id and c.city = 'Paris' order by o.id
--- answer
1|NULL
2|NULL
3|Bob
--- as postgres
select coalesce(c.name, '-'), coalesce(l.sku, '-') from customers c full join lines l on l.n = c.id and l.order_id = 1 order by 1, 2
--- answer
-|desk
Ada|pen
Bob|ink
Cy|-
--- as postgres
select count(*) from customers cross join lines
--- answer
9
--- as postgres
select count(*) from customers, orders where customers.id = orders.customer_id
--- answer
3
--- as postgres
select id, name, total from customers join (select customer_id as id, total from orders) o using (id) order by total
--- answer
1|Ada|0.20
1|Ada|10.10
2|Bob|99.99
--- as postgres
select c.name, x.sku from customers c cross join lateral (select l.sku from orders o join lines l on l.order_id = o.id where o.customer_id = c.id order by l.sku limit 1) x order by 1
--- answer
Ada|ink
Bob|desk
--- as postgres
select c.name, t.n from customers c left join lateral (select count(*) as n from orders o where o.customer_id = c.id) t on true order by 1
--- answer
Ada|2
Bob|1
Cy|0
--- as postgres
select * from (customers c join orders o on o.customer_id = c.id) join lines l on l.order_id = o.id order by l.sku limit 1
--- answer
2|Bob|Paris|3|2|99.99|2024-02-01|paid|3|1|desk|1
--- as postgres
select c.*, o.total from customers c natural join (select 1 as id, 5 as total) o
--- answer
1|Ada|London|5
