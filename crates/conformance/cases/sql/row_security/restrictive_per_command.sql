-- Restrictive policies must all hold beside one permissive; alone they open nothing.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy own on notes to authenticated using (author = auth.uid()) with check (author = auth.uid());
create policy not_five on notes as restrictive for select to authenticated using (level <> 5);
create policy short on notes as restrictive for insert to authenticated with check (length(body) < 5);
create policy keep on notes as restrictive for delete to authenticated using (level > 1);
create policy edits on notes as restrictive for update to authenticated using (true) with check (level < 9);
create policy anons on notes as restrictive to anon using (true);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes
--- answer
1
--- as anon
select id from notes
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (4, default, 'ok', 2) returning id
--- answer
4
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (5, default, 'too long', 2)
--- answer
error 42501: new row violates row-level security policy "short" for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (5, '22222222-2222-2222-2222-222222222222', 'no', 2)
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (5, '22222222-2222-2222-2222-222222222222', 'too long', 2)
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from notes where id in (1, 4) returning id
--- answer
4
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 9 where id = 1
--- answer
error 42501: new row violates row-level security policy "edits" for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 8 where id = 1 returning id
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 5 where id = 1
--- answer
error 42501: new row violates row-level security policy "not_five" for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set author = '22222222-2222-2222-2222-222222222222' where id = 1
--- answer
error 42501: new row violates row-level security policy for table "notes"
