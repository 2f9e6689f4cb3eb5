-- A security definer function sees what its owner sees, an invoker's what who calls it sees.
create table notes (id int primary key, author uuid, body text);
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine'), (2, '22222222-2222-2222-2222-222222222222', 'theirs');
alter table notes enable row level security;
create policy own on notes to authenticated using (author = auth.uid());
create table hidden (id int primary key, word text);
insert into hidden values (1, 'abracadabra');
alter table hidden enable row level security;
revoke all on hidden from anon, authenticated;
create function all_notes() returns setof notes language sql stable security definer as 'select * from notes order by id';
create function my_notes() returns setof notes language sql stable as 'select * from notes order by id';
create function word() returns text language sql stable security definer as 'select word from hidden';
create function word_as_caller() returns text language sql stable as 'select word from hidden';
create function who() returns text language sql stable security definer as 'select current_user::text';
create function who_calls() returns text language sql stable as 'select current_user::text';
create function who_through() returns text language sql stable security definer as 'select who_calls()';
create function add_note(n int, text) returns int language sql security definer as
  'insert into notes values (n, auth.uid(), $2) returning id';
create function add_as_caller(n int, text) returns int language sql as
  'insert into notes values (n, ''22222222-2222-2222-2222-222222222222'', $2) returning id';
create function closed() returns int language sql as 'select 1';
revoke execute on function closed() from public, anon, authenticated;
create function opens() returns int language sql security definer as 'select closed()';
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, body from all_notes()
--- answer
1|mine
2|theirs
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, body from my_notes()
--- answer
1|mine
--- as anon
select id from my_notes()
--- answer
--- as anon
select word()
--- answer
abracadabra
--- as anon
select word_as_caller()
--- answer
error 42501: permission denied for table hidden
--- as authenticated
select who(), who_calls(), who_through(), current_user::text
--- answer
postgres|authenticated|postgres|authenticated
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select add_note(3, 'by a definer')
--- answer
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select add_as_caller(4, 'for another')
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, body from my_notes()
--- answer
1|mine
3|by a definer
--- as authenticated
select closed()
--- answer
error 42501: permission denied for function closed
--- as authenticated
select opens()
--- answer
1
