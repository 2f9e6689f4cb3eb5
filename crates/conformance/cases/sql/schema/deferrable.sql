-- Keys that are looked at when the transaction ends.
create table parent (id int primary key, n int);
create table child (id int primary key, p int references parent deferrable initially deferred);
create table child2 (id int primary key, p int references parent on delete cascade deferrable initially immediate);
insert into parent values (1, 1), (2, 2), (3, 3);
insert into child values (1, 1);
--- as postgres
update parent set n = n + 1
--- answer
--- as postgres
update parent set id = id + 1 where id > 2 returning id
--- answer
4
--- as postgres
insert into child values (2, 99)
--- answer
error 23503: insert or update on table "child" violates foreign key constraint "child_p_fkey"
detail: Key (p)=(99) is not present in table "parent".
--- as postgres
delete from parent where id = 1
--- answer
error 23503: update or delete on table "parent" violates foreign key constraint "child_p_fkey" on table "child"
detail: Key (id)=(1) is still referenced from table "child".
--- as postgres
insert into child2 values (1, 99)
--- answer
error 23503: insert or update on table "child2" violates foreign key constraint "child2_p_fkey"
detail: Key (p)=(99) is not present in table "parent".
--- as postgres
insert into parent values (3, 9)
--- answer
--- as postgres
select * from parent order by id
--- answer
1|2
2|3
3|9
4|4
