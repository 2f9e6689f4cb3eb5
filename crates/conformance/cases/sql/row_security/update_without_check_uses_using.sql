-- An update policy without with check holds its using for the new row; with one, that alone.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
create policy see on notes for select using (true);
create policy edit on notes for update to authenticated using (author = auth.uid());
create policy give on notes for update to anon using (id = 2) with check (pages = 9);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set author = '22222222-2222-2222-2222-222222222222' where id = 1
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set pages = 3 where id = 1 returning pages
--- answer
3
--- as anon
update notes set pages = 9, author = '11111111-1111-1111-1111-111111111111' where id = 2 returning author
--- answer
11111111-1111-1111-1111-111111111111
--- as anon
update notes set pages = 8
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as anon
update notes set pages = 9 where id = 1 returning id
--- answer
