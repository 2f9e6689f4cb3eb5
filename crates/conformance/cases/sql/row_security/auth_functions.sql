-- What policies know of the caller.
create table t (id int primary key, org text, mail text);
insert into t values (1, 'acme', 'ada@x.org'), (2, 'birch', 'bob@x.org'), (3, 'acme', 'cy@x.org');
alter table t enable row level security;
create policy org on t for select to authenticated using (org = (auth.jwt() -> 'app_metadata' ->> 'org') or (auth.jwt() ->> 'admin')::boolean);
create policy mail on t for select to anon using (mail = auth.email());
create policy edit on t for update to authenticated using ((select auth.role()) = 'authenticated' and mail = (select auth.email()));
create policy tagged on t for delete to authenticated using (org in (select jsonb_array_elements_text(auth.jwt() -> 'app_metadata' -> 'orgs')));
create view me as select auth.uid() as uid, auth.role() as role, auth.email() as email, auth.jwt() ->> 'aal' as aal;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated", "app_metadata": {"org": "acme"}}
select id from t order by id
--- answer
1
3
--- as authenticated {"role": "authenticated", "admin": true}
select id from t order by id
--- answer
1
2
3
--- as authenticated {"role": "authenticated"}
select id from t
--- answer
--- as anon {"role": "anon", "email": "bob@x.org"}
select id from t
--- answer
2
--- as anon
select id from t
--- answer
--- as authenticated {"role": "authenticated", "email": "ada@x.org", "app_metadata": {"org": "acme"}}
update t set mail = 'new' where true
--- answer
error 42501: new row violates row-level security policy for table "t"
--- as authenticated {"role": "authenticated", "email": "cy@x.org", "app_metadata": {"org": "acme"}}
update t set org = org || '!' returning id
--- answer
error 42501: new row violates row-level security policy for table "t"
--- as authenticated {"role": "authenticated", "app_metadata": {"org": "birch", "orgs": ["birch", "x"]}}
delete from t returning id
--- answer
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from me
--- answer
11111111-1111-1111-1111-111111111111|authenticated|NULL|NULL
--- as anon
select * from me
--- answer
NULL|NULL|NULL|NULL
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated", "aal": "aal2"}
select aal, auth.jwt() -> 'sub', auth.jwt() ? 'aal' from me
--- answer
aal2|"11111111-1111-1111-1111-111111111111"|t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select current_setting('request.jwt.claims', true)::json ->> 'role'
--- answer
authenticated
--- as service_role {"role": "service_role"}
select id, auth.role() from t order by id
--- answer
1|service_role
3|service_role
--- as authenticated {"sub": "", "role": "authenticated"}
select auth.uid() is null
--- answer
t
