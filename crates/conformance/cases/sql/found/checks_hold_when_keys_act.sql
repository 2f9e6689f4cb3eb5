-- What a foreign key's action writes is checked like any other row.
create table p (id int primary key, k int unique);
create table checked (id int primary key, r int references p on delete set null, constraint c check (r is not null));
create table small (id int primary key, r int references p (k) on update cascade, constraint below check (r < 10));
create table renamed (id int primary key, old_name int references p (k) on delete set null, other int, constraint one check (num_nonnulls(old_name, other) = 1));
alter table renamed rename column old_name to new_name;
alter table renamed rename to renamed_too;
create table named (id int primary key, k int not null references p (k) on delete set null);
insert into p values (1, 1), (2, 2), (3, 3);
insert into checked values (1, 1);
insert into small values (1, 2);
insert into renamed_too values (1, 3);
insert into p values (4, 4);
insert into named values (1, 4);
--- as postgres
delete from p where id = 1
--- answer
error 23514: new row for relation "checked" violates check constraint "c"
detail: Failing row contains (1, null).
--- as postgres
select * from checked
--- answer
1|1
--- as postgres
update p set k = 20 where id = 2
--- answer
error 23514: new row for relation "small" violates check constraint "below"
detail: Failing row contains (1, 20).
--- as postgres
select * from small
--- answer
1|2
--- as postgres
delete from p where id = 3
--- answer
error 23514: new row for relation "renamed_too" violates check constraint "one"
detail: Failing row contains (1, null, null).
--- as postgres
select * from renamed_too
--- answer
1|3|NULL
--- as postgres
delete from p where id = 4
--- answer
error 23502: null value in column "k" of relation "named" violates not-null constraint
detail: Failing row contains (1, null).
--- as postgres
select * from named
--- answer
1|4
