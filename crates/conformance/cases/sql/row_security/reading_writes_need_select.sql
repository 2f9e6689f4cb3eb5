-- Update and delete that read columns need select policies too, also on the new row; those that read nothing do not.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
create policy see on notes for select to authenticated using (pages < 5);
create policy edit on notes for update to authenticated using (true);
create policy cut on notes for delete to authenticated using (true);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set pages = 9 where id = 1
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set pages = 9
--- answer
--- as postgres
select id, pages from notes order by id
--- answer
1|9
2|9
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set pages = 4 where id = 1 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from notes where id = 1 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from notes
--- answer
--- as postgres
select count(*) from notes
--- answer
0
