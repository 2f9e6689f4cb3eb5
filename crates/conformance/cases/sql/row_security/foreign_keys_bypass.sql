-- Foreign keys and cascades see and change rows that the caller does not see.
create table authors (id int primary key, name text);
create table books (id int primary key, author_id int references authors on delete cascade);
alter table authors enable row level security;
alter table books enable row level security;
create policy cut on authors for delete to authenticated using (true);
create policy see on authors for select to authenticated using (id = 1);
create policy make on books for insert to authenticated with check (true);
insert into authors values (1, 'seen'), (2, 'unseen');
insert into books values (10, 1);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into books values (11, 2)
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into books values (12, 3)
--- answer
error 23503: insert or update on table "books" violates foreign key constraint "books_author_id_fkey"
detail: Key is not present in table "authors".
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from authors where id = 1
--- answer
--- as postgres
select id, author_id from books order by id
--- answer
11|2
--- as postgres
select id from authors
--- answer
2
