-- Upserts under policies for each command.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy see on notes for select to authenticated using (author = auth.uid() or level < 3);
create policy make on notes for insert to authenticated with check (author = auth.uid());
create policy edit on notes for update to authenticated using (author = auth.uid()) with check (level < 10);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (1, default, 'again', 1) on conflict (id) do update set body = excluded.body returning id, body
--- answer
1|again
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (2, default, 'steal', 1) on conflict (id) do update set body = excluded.body
--- answer
error 42501: new row violates row-level security policy (USING expression) for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (1, '22222222-2222-2222-2222-222222222222', 'forge', 1) on conflict (id) do update set body = excluded.body
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (1, default, 'high', 50) on conflict (id) do update set level = excluded.level
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (2, default, 'x', 1) on conflict (id) do nothing returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (7, default, 'new', 50) on conflict (id) do update set level = 1 returning id
--- answer
7
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (7, default, 'new', 3) on conflict (id) do update set level = excluded.level where notes.author = auth.uid() returning id, level
--- answer
7|3
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
insert into notes values (3, default, 'x', 1) on conflict (id) do update set level = 1
--- answer
error 42501: new row violates row-level security policy (USING expression) for table "notes"
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
insert into notes values (3, default, 'x', 1) on conflict do nothing
--- answer
