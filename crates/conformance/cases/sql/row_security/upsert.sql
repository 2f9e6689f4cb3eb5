-- Upsert checks the insert policy on the proposed row even when it updates; a hidden row in the way is an error, and silent for do nothing.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
create policy see on notes for select to authenticated using (author = auth.uid());
create policy make on notes for insert to authenticated with check (author = auth.uid() and pages < 10);
create policy edit on notes for update to authenticated using (author = auth.uid());
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (1, 'changed', 2) on conflict (id) do update set body = excluded.body returning id, body, pages
--- answer
1|changed|1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (1, 'too many', 50) on conflict (id) do update set body = excluded.body
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (2, 'steal', 2) on conflict (id) do update set body = excluded.body
--- answer
error 42501: new row violates row-level security policy (USING expression) for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (2, 'steal', 2) on conflict (id) do nothing returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (2, 'steal', 2) on conflict do nothing returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (5, 'fresh', 2), (6, 'fresher', 3) on conflict (id) do update set pages = notes.pages + excluded.pages returning id, pages
--- answer
5|2
6|3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (5, 'fresh', 2), (6, 'fresher', 3) on conflict (id) do update set pages = notes.pages + excluded.pages where notes.id = 5 returning id, pages
--- answer
5|4
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (8, 'a', 1), (8, 'b', 2) on conflict (id) do update set body = excluded.body
--- answer
error 21000: ON CONFLICT DO UPDATE command cannot affect row a second time
--- as postgres
select id, body, pages from notes order by id
--- answer
1|changed|1
2|theirs|2
5|fresh|4
6|fresher|3
