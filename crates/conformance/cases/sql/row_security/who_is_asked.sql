-- Who is current_user, and which settings count, inside of functions, policies, views, checks and after them.
create table logs (id int generated always as identity primary key, who text default current_user, claimed text default auth.uid()::text, note text);
alter table logs enable row level security;
create policy all_of_them on logs using (true) with check (true);
create table notes (id int primary key, author uuid, owner_of_session text);
alter table notes enable row level security;
create policy own on notes to authenticated using (author = auth.uid());
create policy by_name on notes using (owner_of_session = current_user);
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'nobody'), (2, '22222222-2222-2222-2222-222222222222', 'nobody'), (3, null, 'postgres'), (4, null, 'anon'), (5, null, 'authenticated');
create function forge(claims text) returns text language sql as $$ select set_config('request.jwt.claims', claims, true) $$;
create function forge_sub(sub text) returns text language sql as $$ select set_config('request.jwt.claim.sub', sub, true) $$;
create function forge_role(r text) returns text language sql as $$ select set_config('role', r, true) $$;
create function forge_and_look(claims text) returns setof notes language sql as $$
  select set_config('request.jwt.claims', claims, true);
  select * from notes order by id;
$$;
create function forge_and_say(claims text) returns table (id uuid, r text, e text, all_of_it jsonb, who text) language sql as $$
  select set_config('request.jwt.claims', claims, true);
  select auth.uid(), auth.role(), auth.email(), auth.jwt(), current_user::text;
$$;
create function who() returns text language sql stable as 'select current_user::text';
create function who_definer() returns text language sql stable security definer as 'select current_user::text || ''/'' || who()';
create function log_it(n text) returns text language sql security definer as $$ insert into logs (note) values (n) returning who $$;
create function log_as_caller(n text) returns text language sql as $$ insert into logs (note) values (n) returning who $$;
create function notes_of_definer() returns setof int language sql stable security definer as $$ select id from notes order by id $$;
create function notes_of_caller() returns setof int language sql stable as $$ select id from notes order by id $$;
create function both_ways() returns table (a bigint, b bigint, c bigint) language sql stable as $$ select (select count(*) from notes_of_definer()), (select count(*) from notes_of_caller()), (select count(*) from notes) $$;
create function definer_first() returns text language sql as $$
  select who_definer();
  select log_it('x');
  select current_user::text || '/' || (select count(*) from notes);
$$;
create function named(who text) returns text language sql stable security definer as $$ select who $$;
create view seen with (security_invoker = true) as select id, current_user::text as who from notes;
create view owned as select id, current_user::text as who, auth.uid() as sub from notes;
grant select on owned to authenticated;
create function through_views() returns table (a bigint, b bigint) language sql stable security definer as $$ select (select count(*) from seen), (select count(*) from owned) $$;
create function through_views_as_caller() returns table (a bigint, b bigint) language sql stable as $$ select (select count(*) from seen), (select count(*) from owned) $$;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes order by id
--- answer
1
5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select who(), who_definer(), current_user::text, named(current_user::text)
--- answer
authenticated|postgres/postgres|authenticated|authenticated
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select named(who())
--- answer
authenticated
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select log_it('a')
--- answer
postgres
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select log_as_caller('b')
--- answer
authenticated
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from both_ways()
--- answer
5|2|2
--- as anon
select * from both_ways()
--- answer
5|1|1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select definer_first()
--- answer
authenticated/2
--- as postgres
select who, claimed, note from logs order by id
--- answer
postgres|11111111-1111-1111-1111-111111111111|a
authenticated|11111111-1111-1111-1111-111111111111|b
postgres|11111111-1111-1111-1111-111111111111|x
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from forge_and_look('{"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}')
--- answer
2
5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from forge_and_look('')
--- answer
5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes order by id
--- answer
1
5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, who from seen order by id
--- answer
1|authenticated
5|authenticated
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, who, sub from owned order by id
--- answer
1|authenticated|11111111-1111-1111-1111-111111111111
2|authenticated|11111111-1111-1111-1111-111111111111
3|authenticated|11111111-1111-1111-1111-111111111111
4|authenticated|11111111-1111-1111-1111-111111111111
5|authenticated|11111111-1111-1111-1111-111111111111
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from through_views()
--- answer
5|5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from through_views_as_caller()
--- answer
2|5
--- as anon
select * from through_views_as_caller()
--- answer
1|5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from forge_and_look('{"sub": "no uuid"}')
--- answer
error 22P02: invalid input syntax for type uuid: "no uuid"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from forge_and_look('[1]')
--- answer
5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from forge_and_say('{"sub": null, "role": "service_role", "email": "x@y.z"}')
--- answer
NULL|service_role|x@y.z|{"sub": null, "role": "service_role", "email": "x@y.z"}|authenticated
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated", "email": "a@b.c"}
select * from forge_and_say('{"sub": "22222222-2222-2222-2222-222222222222"}')
--- answer
22222222-2222-2222-2222-222222222222|NULL|NULL|{"sub": "22222222-2222-2222-2222-222222222222"}|authenticated
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated", "email": "a@b.c"}
select * from forge_and_say('')
--- answer
NULL|NULL|NULL|NULL|authenticated
