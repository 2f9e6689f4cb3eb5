-- Constraints are added to rows that are there, dropped, and added again.
create table a (id int, code text);
insert into a values (1, 'x'), (2, 'y');
alter table a add primary key (id);
alter table a add constraint a_code unique (code);
alter table a add constraint a_short check (length(code) < 3);
create table b (id int, a_id int);
insert into b values (1, 1), (2, null);
alter table b add constraint b_a foreign key (a_id) references a (id) on delete cascade;
alter table b add constraint later check (id > 0) not valid;
--- as postgres
insert into a values (1, 'z')
--- answer
error 23505: duplicate key value violates unique constraint "a_pkey"
detail: Key (id)=(1) already exists.
--- as postgres
insert into a values (3, 'x')
--- answer
error 23505: duplicate key value violates unique constraint "a_code"
detail: Key (code)=(x) already exists.
--- as postgres
insert into a values (3, 'long')
--- answer
error 23514: new row for relation "a" violates check constraint "a_short"
detail: Failing row contains (3, long).
--- as postgres
insert into b values (7, 9)
--- answer
error 23503: insert or update on table "b" violates foreign key constraint "b_a"
detail: Key (a_id)=(9) is not present in table "a".
--- as postgres
insert into b values (-3, 2)
--- answer
error 23514: new row for relation "b" violates check constraint "later"
detail: Failing row contains (-3, 2).
--- as postgres
update b set id = 10 where a_id is null returning id
--- answer
10
--- as postgres
delete from a where id = 1
--- answer
--- as postgres
select * from b
--- answer
10|NULL
