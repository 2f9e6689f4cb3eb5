-- A label gets another name, in every row.
create type size as enum ('small', 'large');
create table t (id int primary key, s size default 'large');
insert into t values (1, 'small'), (2, 'large');
alter type size rename value 'large' to 'big';
insert into t (id) values (3);
--- as postgres
select * from t order by s desc, id
--- answer
2|big
3|big
1|small
--- as postgres
insert into t values (4, 'large')
--- answer
error 22P02: invalid input value for enum size: "large"
--- as postgres
select enum_range(null::size)
--- answer
{small,big}
