-- Frames of rows.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
--- as postgres
select id, last_value(id) over (order by id rows between unbounded preceding and unbounded following) from orders order by id
--- answer
1|3
2|3
3|3
