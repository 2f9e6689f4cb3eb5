-- One element of an array is written.
create table a (id int primary key, n int[]);
insert into a values (4, '{1,2}');
--- as postgres
update a set n[1] = 100 where id = 4 returning n
--- answer
{100,2}
