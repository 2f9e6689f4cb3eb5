-- A column that is read through `excluded` needs the right to read it; policies that refuse are not asked where none lets through.
create table t (id int primary key, a int, b int);
insert into t values (1, 1, 1);
revoke select on t from authenticated;
grant select (id, a) on t to authenticated;
create table r (id int primary key);
create table s (id int primary key);
insert into r values (1);
alter table r enable row level security;
alter table s enable row level security;
create policy circle on r as restrictive using (exists (select 1 from s));
create policy circle on s using (exists (select 1 from r));
create table g (id int not null, a boolean);
revoke select on g from authenticated;
grant select (id, a) on g to authenticated;
--- as authenticated {"role": "authenticated"}
insert into t values (1, 2, 2) on conflict (id) do update set a = excluded.a
--- answer
--- as authenticated {"role": "authenticated"}
insert into t values (1, 3, 3) on conflict (id) do update set b = excluded.b
--- answer
error 42501: permission denied for table t
--- as authenticated {"role": "authenticated"}
insert into t values (1, 4, 4) on conflict (id) do update set b = 5
--- answer
--- as authenticated {"role": "authenticated"}
insert into t values (1, 4, 4) on conflict (id) do update set a = 6 where excluded.b = 4
--- answer
error 42501: permission denied for table t
--- as authenticated {"role": "authenticated"}
insert into t values (1, 4, 4) on conflict (id) do nothing
--- answer
--- as authenticated {"role": "authenticated"}
select * from r
--- answer
--- as authenticated {"role": "authenticated"}
delete from r
--- answer
--- as authenticated {"role": "authenticated"}
select * from s
--- answer
--- as authenticated {"role": "authenticated"}
insert into r values (2)
--- answer
error 42501: new row violates row-level security policy for table "r"
