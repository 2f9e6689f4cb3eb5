-- Policies are altered, renamed, dropped; row security is switched off and on.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy p on notes for select to authenticated using (false);
alter policy p on notes using (author = auth.uid());
alter policy p on notes rename to own;
alter policy own on notes to authenticated, anon;
create policy q on notes for insert with check (false);
alter policy q on notes with check (level = 3);
create policy gone on notes for select using (true);
drop policy gone on notes;
drop policy if exists gone on notes;
create table other (id int primary key);
alter table other enable row level security;
insert into other values (1);
alter table other disable row level security;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes order by id
--- answer
1
3
--- as anon
select id from notes
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (9, default, 'x', 3) returning id
--- answer
9
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (8, default, 'x', 1)
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as anon
select * from other
--- answer
1
