-- A view is checked as its owner, one with security_invoker as the caller.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
create policy own on notes for select to authenticated using (author = auth.uid());
create view all_notes as select id, body from notes;
create view own_notes with (security_invoker = true) as select id, body from notes;
create view nested with (security_invoker = true) as select id from all_notes;
create view narrow as select id from own_notes;
revoke all on all_notes from anon;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, body from all_notes order by id
--- answer
1|mine
2|theirs
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, body from own_notes
--- answer
1|mine
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from nested order by id
--- answer
1
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from narrow order by id
--- answer
1
--- as anon
select * from all_notes
--- answer
error 42501: permission denied for view all_notes
--- as anon
select * from own_notes
--- answer
--- as anon
select * from nested
--- answer
error 42501: permission denied for view all_notes
