-- Updates by other tables.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
update orders set status = c.city from customers c where c.id = orders.customer_id and c.city is not null returning orders.id, orders.status
--- answer
1|London
2|London
3|Paris
--- as postgres
update orders o set total = o.total + l.qty from (select order_id, sum(qty) as qty from lines group by order_id) l where l.order_id = o.id returning o.id, o.total
--- answer
1|13.10
3|100.99
--- as postgres
update customers set city = (select max(status) from orders where customer_id = customers.id) returning id, city
--- answer
1|London
2|Paris
3|NULL
--- as postgres
update orders set (total, status) = (5, 'x') where id = 2 returning *
--- answer
2|1|5.00|2024-01-15|x
--- as postgres
update orders set (total, status) = (select sum(qty), max(sku) from lines where order_id = orders.id) where id = 1 returning total, status
--- answer
3.00|pen
--- as postgres
with big as (select id from orders where total > 50) update orders set status = 'big' where id in (select id from big) returning id
--- answer
3
--- as postgres
update orders set total = total * 2, at = at + 1 where id = 3 returning total, at
--- answer
201.98|2024-02-02
--- as postgres
update orders as o set status = default where o.id = 1 returning o.status
--- answer
new
--- as postgres
select * from orders order by id
--- answer
1|1|3.00|2024-01-01|new
2|1|5.00|2024-01-15|x
3|2|201.98|2024-02-02|big
