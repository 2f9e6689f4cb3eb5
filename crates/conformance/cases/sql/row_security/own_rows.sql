-- A policy for all commands with using alone: only own rows are seen, changed, made.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
create policy own on notes for all to authenticated using (author = auth.uid());
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, body from notes
--- answer
1|mine
--- as anon
select * from notes
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body) values (3, 'new') returning id, author
--- answer
3|11111111-1111-1111-1111-111111111111
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, author, body) values (4, '22222222-2222-2222-2222-222222222222', 'for another')
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set body = body || '!' returning id, body
--- answer
1|mine!
3|new!
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set author = '22222222-2222-2222-2222-222222222222' where id = 1
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set pages = 7 where id = 2 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from notes where id in (1, 2, 3) returning id
--- answer
1
3
--- as postgres
select id, body, pages from notes order by id
--- answer
2|theirs|2
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
update notes set id = 20 returning id, body
--- answer
20|theirs
