-- A column gets another type, its values with it.
create table t (id int primary key, n text, m int, price numeric, at text, flag text, tags text);
insert into t values (1, '10', 5, 1.239, '2024-01-01 10:00+00', 'yes', 'a,b'), (2, '9', null, 10, null, 'no', null);
alter table t alter column n type int using n::int;
alter table t alter m type bigint;
alter table t alter column price type numeric(8, 2);
alter table t alter column at type timestamptz using at::timestamptz;
alter table t alter column flag set data type boolean using flag = 'yes';
alter table t alter column tags type text[] using string_to_array(tags, ',');
alter table t alter id type text;
--- as postgres
select * from t order by n
--- answer
2|9|NULL|10.00|NULL|f|NULL
1|10|5|1.24|2024-01-01 10:00:00+00|t|{a,b}
--- as postgres
select id from t where n > 9
--- answer
1
--- as postgres
insert into t (id, n) values (3, 9999999999)
--- answer
error 22003: integer out of range
--- as postgres
insert into t (id, m) values ('3', 9999999999) returning m
--- answer
9999999999
--- as postgres
select id, price from t order by price
--- answer
1|1.24
2|10.00
3|NULL
--- as postgres
update t set price = 2.005 where id = '1' returning price
--- answer
2.01
