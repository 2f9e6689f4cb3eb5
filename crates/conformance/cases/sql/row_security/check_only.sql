-- With check alone lets rows in that nobody sees.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy inbox on notes for insert to anon, authenticated with check (body is not null);
create policy edit on notes for update to authenticated using (true) with check (level < 5);
--- as anon
insert into notes values (10, '11111111-1111-1111-1111-111111111111', 'hello', 1)
--- answer
--- as anon
insert into notes values (11, '11111111-1111-1111-1111-111111111111', null, 1)
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as anon
insert into notes values (11, '11111111-1111-1111-1111-111111111111', 'x', 1) returning id
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as anon
select * from notes
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 2
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 9
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 2 where id = 1
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (1, default, 'x', 1)
--- answer
error 23505: duplicate key value violates unique constraint "notes_pkey"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (12, default, 'x', 1) on conflict do nothing
--- answer
--- as postgres
select count(*), max(level) from notes
--- answer
5|2
