-- Deletes by other tables.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
delete from lines using orders o where o.id = lines.order_id and o.status = 'paid' and lines.qty = 1 returning lines.order_id, sku
--- answer
1|ink
3|desk
--- as postgres
delete from orders o where not exists (select 1 from lines l where l.order_id = o.id) returning id
--- answer
2
3
--- as postgres
with gone as (select id from customers where city is null) delete from customers where id in (select id from gone) returning name
--- answer
Cy
--- as postgres
delete from orders where customer_id = (select id from customers where name = 'Ada') returning id
--- answer
1
--- as postgres
select * from lines
--- answer
--- as postgres
select count(*) from customers
--- answer
2
