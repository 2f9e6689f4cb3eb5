-- Foreign keys with every action, and their words.
create table parent (id int primary key, code text unique);
create table strict_child (id int primary key, parent_id int references parent);
create table restricted (id int primary key, parent_id int references parent on delete restrict);
create table cascading (id int primary key, code text references parent (code) on update cascade on delete cascade);
create table nulling (id int primary key, parent_id int references parent on delete set null);
create table defaulting (id int primary key, parent_id int default 1 references parent on delete set default);
create table late (id int primary key, parent_id int references parent deferrable initially deferred);
insert into parent values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f');
insert into strict_child values (1, 2);
insert into restricted values (1, 3);
insert into cascading values (1, 'd'), (2, 'a');
insert into nulling values (1, 4);
insert into defaulting values (1, 5);
--- as postgres
insert into strict_child values (2, 99)
--- answer
error 23503: insert or update on table "strict_child" violates foreign key constraint "strict_child_parent_id_fkey"
detail: Key (parent_id)=(99) is not present in table "parent".
--- as postgres
insert into strict_child values (2, null) returning id
--- answer
2
--- as postgres
delete from parent where id = 2
--- answer
error 23503: update or delete on table "parent" violates foreign key constraint "strict_child_parent_id_fkey" on table "strict_child"
detail: Key (id)=(2) is still referenced from table "strict_child".
--- as postgres
update parent set id = 20 where id = 2
--- answer
error 23503: update or delete on table "parent" violates foreign key constraint "strict_child_parent_id_fkey" on table "strict_child"
detail: Key (id)=(2) is still referenced from table "strict_child".
--- as postgres
delete from parent where id = 3
--- answer
error 23503: update or delete on table "parent" violates foreign key constraint "restricted_parent_id_fkey" on table "restricted"
detail: Key (id)=(3) is still referenced from table "restricted".
--- as postgres
delete from parent where id = 4
--- answer
--- as postgres
delete from parent where id = 5
--- answer
--- as postgres
update parent set code = 'aa' where id = 1
--- answer
--- as postgres
select * from cascading
--- answer
2|aa
--- as postgres
select * from nulling
--- answer
1|NULL
--- as postgres
select * from defaulting
--- answer
1|1
--- as postgres
insert into late values (1, 77)
--- answer
error 23503: insert or update on table "late" violates foreign key constraint "late_parent_id_fkey"
detail: Key (parent_id)=(77) is not present in table "parent".
--- as postgres
update strict_child set parent_id = 98 where id = 1
--- answer
error 23503: insert or update on table "strict_child" violates foreign key constraint "strict_child_parent_id_fkey"
detail: Key (parent_id)=(98) is not present in table "parent".
--- as postgres
update parent set id = id + 10 where id > 5 returning id
--- answer
16
