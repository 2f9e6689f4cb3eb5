-- Restrictive policies narrow what permissive ones allow; alone they allow nothing; the error names them.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
create policy low on notes as restrictive for all to authenticated using (pages < 5) with check (pages < 3);
create policy own on notes for all to authenticated using (author = auth.uid());
create policy only_restrictive on notes as restrictive to anon using (true);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes
--- answer
1
--- as anon
select id from notes
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (3, 'x', 4)
--- answer
error 42501: new row violates row-level security policy "low" for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (3, 'x', 2) returning id
--- answer
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set pages = 4 where id = 3
--- answer
error 42501: new row violates row-level security policy "low" for table "notes"
