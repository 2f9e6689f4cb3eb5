-- Execute is asked for wherever a function is called: in conditions, columns, orders, writes, inside of functions, not in views and defaults of others.
create table t (id int primary key, a int);
insert into t values (1, 10), (2, 20);
create function closed(x int) returns int language sql immutable as 'select x + 1';
revoke execute on function closed(int) from public, anon, authenticated;
create function closed_rows() returns setof t language sql stable as 'select * from t';
revoke execute on function closed_rows() from public, anon, authenticated;
create function closed_column(t) returns int language sql stable as 'select $1.a * 2';
revoke execute on function closed_column(t) from public, anon, authenticated;
create function calls_closed(x int) returns int language sql stable as 'select closed(x)';
create function calls_as_owner(x int) returns int language sql stable security definer as 'select closed(x)';
create view through as select id, closed(a) as b from t;
create view invoking with (security_invoker = true) as select id, closed(a) as b from t;
create table defaults (id int primary key, b int default closed(1), c int check (closed(c) > 0));
create table ruled (id int primary key, a int);
alter table ruled enable row level security;
create policy p on ruled using (closed(a) > 0);
insert into ruled values (1, 1);
create function only_public() returns int language sql as 'select 5';
revoke execute on function only_public() from anon, authenticated, service_role;
--- as anon
select closed(1)
--- answer
error 42501: permission denied for function closed
--- as anon
select id from t where closed(a) = 11
--- answer
error 42501: permission denied for function closed
--- as anon
select id from t order by closed(a)
--- answer
error 42501: permission denied for function closed
--- as anon
select sum(closed(a)) from t
--- answer
error 42501: permission denied for function closed
--- as anon
select id from closed_rows()
--- answer
error 42501: permission denied for function closed_rows
--- as anon
select id, closed_column(t) from t
--- answer
error 42501: permission denied for function closed_column
--- as anon
select id from t where t.closed_column > 1
--- answer
error 42501: permission denied for function closed_column
--- as anon
select calls_closed(1)
--- answer
error 42501: permission denied for function closed
--- as anon
select calls_as_owner(1)
--- answer
2
--- as anon
select calls_as_owner(closed(1))
--- answer
error 42501: permission denied for function closed
--- as anon
select id, b from through order by id
--- answer
error 42501: permission denied for function closed
--- as anon
select id, b from invoking order by id
--- answer
error 42501: permission denied for function closed
--- as anon
insert into defaults (id) values (1)
--- answer
error 42501: permission denied for function closed
--- as anon
insert into defaults (id, b) values (2, 3)
--- answer
error 42501: permission denied for function closed
--- as anon
insert into defaults (id, b, c) values (3, 3, 4)
--- answer
error 42501: permission denied for function closed
--- as anon
select id from ruled
--- answer
error 42501: permission denied for function closed
--- as anon
select only_public()
--- answer
5
--- as anon
insert into t values (3, closed(4))
--- answer
error 42501: permission denied for function closed
--- as anon
update t set a = closed(a) returning id
--- answer
error 42501: permission denied for function closed
--- as anon
delete from t where id = 1 returning closed(a)
--- answer
error 42501: permission denied for function closed
--- as anon
insert into t values (1, 1) on conflict (id) do update set a = closed(1)
--- answer
error 42501: permission denied for function closed
--- as postgres
select id, a from t order by id
--- answer
1|10
2|20
