-- Functions in policies, and who runs them.
create table notes (id int primary key, owner text, body text);
create table members (name text primary key);
insert into notes values (1, 'ann', 'a'), (2, 'bob', 'b'), (3, null, 'c');
insert into members values ('ann');
grant select on notes to anon;
alter table notes enable row level security;
create function is_member(n text) returns bool language sql stable security definer set search_path = '' as $$ select exists (select 1 from public.members m where m.name = n) $$;
create policy p on notes for select using (is_member(owner));
create function my_notes() returns setof notes language sql stable as $$ select * from notes order by id $$;
create function all_notes() returns setof notes language sql stable security definer as $$ select * from notes order by id $$;
create function peek() returns bigint language sql as $$ select count(*) from members $$;
create function peek_definer() returns bigint language sql security definer as $$ select count(*) from members $$;
create function hidden() returns int language sql as $$ select 1 $$;
revoke execute on function hidden() from public, anon, authenticated, service_role;
--- as anon
select id from notes order by id
--- answer
1
--- as anon
select id from my_notes()
--- answer
1
--- as anon
select id from all_notes()
--- answer
1
2
3
--- as anon
select peek()
--- answer
1
--- as anon
select peek_definer()
--- answer
1
--- as anon
select hidden()
--- answer
error 42501: permission denied for function hidden
--- as anon
select * from hidden()
--- answer
error 42501: permission denied for function hidden
--- as postgres
select hidden(), peek()
--- answer
1|1
--- as postgres
select id from my_notes()
--- answer
1
2
3
--- as anon
select is_member('ann'), is_member('x')
--- answer
t|f
