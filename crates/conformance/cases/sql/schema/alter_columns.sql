-- Defaults and not null come and go.
create table t (id int primary key, a text default 'old', b int);
insert into t (id, b) values (1, 1);
alter table t alter column a set default 'new';
alter table t alter b set not null;
insert into t (id, b) values (2, 2);
alter table t alter column a drop default;
insert into t (id, b) values (3, 3);
alter table t alter b drop not null;
insert into t (id) values (4);
alter table t alter column b set default 1 + 2;
insert into t (id) values (5);
--- as postgres
select * from t order by id
--- answer
1|old|1
2|new|2
3|NULL|3
4|NULL|NULL
5|NULL|3
