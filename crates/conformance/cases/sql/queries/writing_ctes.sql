-- Common table expressions that write.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
create table log (id int, note text);
--- as postgres
with gone as (delete from lines where qty = 1 returning *) insert into log select order_id, sku from gone returning *
--- answer
1|ink
3|desk
--- as postgres
with made as (insert into customers values (9, 'Di', null) returning id) select id from made
--- answer
9
--- as postgres
with u as (update orders set status = 'u' where id = 1 returning id, status) select u.id, u.status, o.status from u join orders o on o.id = u.id
--- answer
1|u|paid
--- as postgres
select * from log order by note
--- answer
3|desk
1|ink
