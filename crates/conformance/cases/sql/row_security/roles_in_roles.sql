-- A policy for a role holds for its members.
create role staff;
create role boss;
grant staff to boss;
grant boss to postgres;
create table t (id int primary key, level int);
alter table t enable row level security;
insert into t values (1, 1), (2, 5);
create policy low on t for select to staff using (level < 3);
create policy high on t for select to boss using (level > 3);
grant select on t to staff;
grant usage on schema public to staff, boss;
--- as staff
select id from t order by id
--- answer
1
--- as boss
select id from t order by id
--- answer
1
2
--- as anon
select id from t
--- answer
