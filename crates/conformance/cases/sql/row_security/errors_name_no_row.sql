-- Under row security unique, null and check errors do not show rows to those who may not see them.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

alter table notes add unique (body);
alter table notes add constraint level_small check (level < 100);
create policy own on notes to authenticated using (author = auth.uid());
create table plain (id int primary key, secret text unique, n int check (n > 0));
revoke all on plain from authenticated;
grant insert, select (id) on plain to authenticated;
insert into plain values (1, 'x', 1);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (50, default, 'theirs', 1)
--- answer
error 23505: duplicate key value violates unique constraint "notes_body_key"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (50, default, 'new', 100)
--- answer
error 23514: new row for relation "notes" violates check constraint "level_small"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set body = 'theirs' where id = 1
--- answer
error 23505: duplicate key value violates unique constraint "notes_body_key"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 200 where id = 1
--- answer
error 23514: new row for relation "notes" violates check constraint "level_small"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into plain values (2, 'x', 1)
--- answer
error 23505: duplicate key value violates unique constraint "plain_secret_key"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into plain values (1, 'y', 1)
--- answer
error 23505: duplicate key value violates unique constraint "plain_pkey"
detail: Key (id)=(1) already exists.
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into plain values (3, 'z', 0)
--- answer
error 23514: new row for relation "plain" violates check constraint "plain_n_check"
detail: Failing row contains (id, secret, n) = (3, z, 0).
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into plain values (null, 'z', 1)
--- answer
error 23502: null value in column "id" of relation "plain" violates not-null constraint
detail: Failing row contains (id, secret, n) = (null, z, 1).
--- as postgres
insert into notes values (50, '11111111-1111-1111-1111-111111111111', 'theirs', 1)
--- answer
error 23505: duplicate key value violates unique constraint "notes_body_key"
detail: Key (body)=(theirs) already exists.
