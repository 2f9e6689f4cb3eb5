-- A migration adds a column to a table that others refer to, fills it, and makes it not null.
create table authors (id int primary key, first text, last text);
create table books (id int primary key, author_id int not null references authors on delete cascade);
insert into authors values (1, 'Ada', 'L'), (2, 'Bob', 'M');
insert into books values (1, 1), (2, 2);
alter table authors add column name text;
update authors set name = first || ' ' || last;
alter table authors alter column name set not null;
alter table authors drop column first, drop column last;
alter table books add column title text default 'untitled' not null;
update books set title = 'one' where id = 1;
delete from books where id = 2;
--- as postgres
select * from authors order by id
--- answer
1|Ada L
2|Bob M
--- as postgres
select * from books order by id
--- answer
1|1|one
--- as postgres
insert into authors values (3, null)
--- answer
error 23502: null value in column "name" of relation "authors" violates not-null constraint
detail: Failing row contains (3, null).
--- as postgres
delete from authors where id = 1
--- answer
--- as postgres
select count(*) from books
--- answer
0
