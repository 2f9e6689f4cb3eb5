-- The view is checked as the caller, what is below as its owner.
create table notes (id int primary key, author uuid default auth.uid(), body text, secret text default 'none');
alter table notes enable row level security;
create policy own on notes to authenticated using (author = auth.uid());
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 'a'), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 'b');
create view all_notes as select id, author, body from notes;
create view own_notes with (security_invoker = true) as select id, author, body from notes;
create view read_only as select id, body from notes;
create view invoker_over_owner with (security_invoker = true) as select id, body from all_notes;
create view owner_over_invoker as select id, body from own_notes;
revoke all on all_notes, own_notes, read_only, invoker_over_owner, owner_over_invoker from anon, authenticated;
grant select, insert, update, delete on all_notes, own_notes, invoker_over_owner, owner_over_invoker to authenticated;
grant select on read_only to authenticated;
revoke all on notes from anon;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update all_notes set body = body || '!' returning id, body
--- answer
1|mine!
2|theirs!
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update own_notes set body = body || '?' returning id, body
--- answer
1|mine!?
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from own_notes where id = 2 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update read_only set body = 'x'
--- answer
error 42501: permission denied for view read_only
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into read_only values (9, 'x')
--- answer
error 42501: permission denied for view read_only
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from read_only
--- answer
error 42501: permission denied for view read_only
--- as anon
insert into all_notes (id, body) values (3, 'x')
--- answer
error 42501: permission denied for view all_notes
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into own_notes (id, author, body) values (3, '22222222-2222-2222-2222-222222222222', 'x')
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into own_notes (id, body) values (3, 'x') returning id, author, body
--- answer
3|11111111-1111-1111-1111-111111111111|x
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into all_notes (id, author, body) values (4, '22222222-2222-2222-2222-222222222222', 'x') returning id
--- answer
4
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update invoker_over_owner set body = 'seen' where id = 2 returning id, body
--- answer
2|seen
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update owner_over_invoker set body = 'over' returning id, body
--- answer
1|over
3|over
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from owner_over_invoker where id = 4 returning id
--- answer
--- as service_role
select id, author, body, secret from notes order by id
--- answer
1|11111111-1111-1111-1111-111111111111|over|a
2|22222222-2222-2222-2222-222222222222|seen|b
3|11111111-1111-1111-1111-111111111111|over|none
4|22222222-2222-2222-2222-222222222222|x|none
