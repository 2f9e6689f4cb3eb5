-- The policy speaks before checks, nulls and unique keys, so that no key leaks.
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
insert into notes (id, author, body) values (2, '22222222-2222-2222-2222-222222222222', 'x')
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, author, body, pages) values (9, '22222222-2222-2222-2222-222222222222', 'x', -1)
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (2, 'x', 1)
--- answer
error 23505: duplicate key value violates unique constraint "notes_pkey"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (9, 'theirs', 1)
--- answer
error 23505: duplicate key value violates unique constraint "notes_body_key"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body, pages) values (9, 'x', -1)
--- answer
error 23514: new row for relation "notes" violates check constraint "notes_pages_check"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, author, body) values (9, null, 'x')
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as postgres
insert into notes values (2, '11111111-1111-1111-1111-111111111111', 'x', 1)
--- answer
error 23505: duplicate key value violates unique constraint "notes_pkey"
detail: Key (id)=(2) already exists.
--- as postgres
insert into notes values (9, '11111111-1111-1111-1111-111111111111', 'x', -1)
--- answer
error 23514: new row for relation "notes" violates check constraint "notes_pages_check"
detail: Failing row contains (9, 11111111-1111-1111-1111-111111111111, x, -1).
--- as postgres
insert into notes values (9, null, 'x', 1)
--- answer
error 23502: null value in column "author" of relation "notes" violates not-null constraint
detail: Failing row contains (9, null, x, 1).
