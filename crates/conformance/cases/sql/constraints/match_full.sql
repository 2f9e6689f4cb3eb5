-- All columns of a key are null, or none.
create table p (a int, b text, primary key (a, b));
create table r (id int primary key, a int, b text, foreign key (a, b) references p match full);
insert into p values (2, 'x');
--- as postgres
insert into r values (1, 1, null)
--- answer
error 23503: insert or update on table "r" violates foreign key constraint "r_a_b_fkey"
detail: MATCH FULL does not allow mixing of null and nonnull key values.
--- as postgres
insert into r values (1, null, null), (2, 2, 'x') returning id
--- answer
1
2
