-- A label gets another name inside of arrays.
create type size as enum ('small', 'large');
create table t (id int primary key, s size[]);
insert into t values (1, '{large,small}');
alter type size rename value 'large' to 'big';
--- as postgres
select * from t
--- answer
1|{big,small}
