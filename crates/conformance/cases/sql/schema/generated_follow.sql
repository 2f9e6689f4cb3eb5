-- Generated columns are computed anew for every change, and keep to what they are made of.
create table t (id int primary key, price numeric(8, 2), amount int, total numeric generated always as (price * amount) stored, name text, slug text generated always as (lower(replace(name, ' ', '-'))) stored);
insert into t (id, price, amount, name) values (1, 9.99, 3, 'Big Box'), (2, null, 1, null);
alter table t rename price to cost;
alter table t add column cents int generated always as ((cost * 100)::int) stored;
create index on t (slug);
--- as postgres
select * from t order by id
--- answer
1|9.99|3|29.97|Big Box|big-box|999
2|NULL|1|NULL|NULL|NULL|NULL
--- as postgres
update t set amount = 4, name = 'A B C' where id = 1 returning total, slug
--- answer
39.96|a-b-c
--- as postgres
update t set total = 1
--- answer
error 428C9: column "total" can only be updated to DEFAULT
detail: Column "total" is a generated column.
--- as postgres
update t set total = default where id = 1 returning total
--- answer
39.96
--- as postgres
select id from t where slug = 'a-b-c'
--- answer
1
--- as postgres
insert into t (id, cents) values (3, 1)
--- answer
error 428C9: cannot insert a non-DEFAULT value into column "cents"
detail: Column "cents" is a generated column.
--- as postgres
insert into t (id, cost, cents) values (3, 0.5, default) returning cents, total
--- answer
50|NULL
