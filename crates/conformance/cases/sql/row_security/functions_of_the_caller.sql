-- auth.uid(), auth.role(), auth.email(), auth.jwt() and current_user are what the caller brings.
create table t (id int);
insert into t values (1);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated", "email": "ada@example.com", "app_metadata": {"role": "admin", "teams": [1, 2]}}
select auth.uid(), auth.role(), auth.email(), auth.jwt() -> 'app_metadata' ->> 'role', auth.jwt() #>> '{app_metadata,teams,1}', current_user, current_setting('request.jwt.claims', true)::json ->> 'email'
--- answer
11111111-1111-1111-1111-111111111111|authenticated|ada@example.com|admin|2|authenticated|ada@example.com
--- as anon
select auth.uid() is null, auth.role() is null, auth.jwt() is null, current_user, current_setting('app.none', true) is null
--- answer
t|t|t|anon|t
