-- Recursion: counting, walking trees and paths.
create table parts (id int primary key, parent int references parts, name text, price numeric);
insert into parts values (1, null, 'car', 0), (2, 1, 'engine', 100.50), (3, 1, 'wheel', 20.25), (4, 2, 'piston', 5.10), (5, 4, 'ring', 0.90);
create view trees as with recursive t as (select id, parent, name::text as path, 1 as depth from parts where parent is null union all select p.id, p.parent, t.path || '/' || p.name, t.depth + 1 from parts p join t on p.parent = t.id) select * from t;
--- as postgres
select path, depth from trees order by path
--- answer
car|1
car/engine|2
car/engine/piston|3
car/engine/piston/ring|4
car/wheel|2
--- as postgres
with recursive up as (select id, parent, name from parts where id = 5 union all select p.id, p.parent, p.name from parts p join up on p.id = up.parent) select name from up
--- answer
ring
piston
engine
car
--- as postgres
with recursive down as (select id from parts where id = 2 union all select p.id from parts p join down d on p.parent = d.id) select sum(price) from parts where id in (select id from down)
--- answer
106.50
--- as postgres
with recursive f(n, a, b) as (values (1, 0::numeric, 1::numeric) union all select n + 1, b, a + b from f where n < 100) select a from f where n = 100
--- answer
218922995834555169026
--- as postgres
with recursive t(n) as (select 1 union select (n * 2) % 11 from t) select count(*), sum(n) from t
--- answer
10|55
--- as postgres
with a as (select 1 as x), b as (select x + 1 as y from a) select x, y from a, b
--- answer
1|2
--- as postgres
with recursive days(d) as (select date '2024-02-27' union all select d + 1 from days where d < '2024-03-02') select d from days
--- answer
2024-02-27
2024-02-28
2024-02-29
2024-03-01
2024-03-02
