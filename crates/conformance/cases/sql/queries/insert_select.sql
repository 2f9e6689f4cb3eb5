-- Rows from queries, with common table expressions.
create table customers (id int primary key, name text not null, city text);
create table orders (id int primary key, customer_id int references customers, total numeric(10, 2), at date, status text default 'new');
create table lines (order_id int references orders on delete cascade, n int, sku text, qty int, primary key (order_id, n));
insert into customers values (1, 'Ada', 'London'), (2, 'Bob', 'Paris'), (3, 'Cy', null);
insert into orders values (1, 1, 10.10, '2024-01-01', 'paid'), (2, 1, 0.20, '2024-01-15', 'new'), (3, 2, 99.99, '2024-02-01', 'paid');
insert into lines values (1, 1, 'pen', 2), (1, 2, 'ink', 1), (3, 1, 'desk', 1);
create table report (name text primary key, total numeric, n int);
--- as postgres
insert into report select c.name, sum(o.total), count(*) from customers c join orders o on o.customer_id = c.id group by c.name returning *
--- answer
Ada|10.30|2
Bob|99.99|1
--- as postgres
with spent as (select customer_id, sum(total) as total from orders group by 1) insert into report (name, total) select c.name || '!', s.total from spent s join customers c on c.id = s.customer_id returning name, total, n
--- answer
Ada!|10.30|NULL
Bob!|99.99|NULL
--- as postgres
insert into report select name, 1, 1 from customers on conflict (name) do update set n = report.n + 10, total = excluded.total returning *
--- answer
Ada|1|12
Bob|1|11
Cy|1|1
--- as postgres
insert into report (name) select name from customers where id > 99
--- answer
--- as postgres
insert into report (name) values ((select name || '?' from customers where id = 3)), ('x' || 'y') returning name
--- answer
Cy?
xy
--- as postgres
insert into report table report on conflict do nothing returning name
--- answer
--- as postgres
select * from report order by name
--- answer
Ada|1|12
Ada!|10.30|NULL
Bob|1|11
Bob!|99.99|NULL
Cy|1|1
Cy?|NULL|NULL
xy|NULL|NULL
