-- Another's rows are reached through no view with security_invoker, whatever is written.
create table notes (id int primary key, author uuid default auth.uid(), body text unique);
alter table notes enable row level security;
create policy own on notes to authenticated using (author = auth.uid());
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine'), (2, '22222222-2222-2222-2222-222222222222', 'theirs');
create view seen with (security_invoker = true) as select id, body, author from notes where body <> '';
create view higher with (security_invoker = true) as select id as n, body from seen with check option;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update seen set body = 'taken' where id = 2 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from higher where n = 2 returning n
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into higher (n, body) values (2, 'x') on conflict (n) do update set body = 'x'
--- answer
error 42501: new row violates row-level security policy (USING expression) for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into higher (n, body) values (2, 'x') on conflict (n) do nothing returning n
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into higher (n, body) values (3, 'theirs')
--- answer
error 23505: duplicate key value violates unique constraint "notes_body_key"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update higher set n = 2
--- answer
error 23505: duplicate key value violates unique constraint "notes_pkey"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update seen set author = '22222222-2222-2222-2222-222222222222'
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update seen set body = 'q' where 1 / (id - 2) < 0 returning id
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update higher set body = ''
--- answer
error 44000: new row violates check option for view "seen"
--- as anon
update seen set body = 'taken' returning id
--- answer
--- as service_role
select id, body from notes order by id
--- answer
1|q
2|theirs
