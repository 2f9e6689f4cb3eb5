-- A condition that fails on data does not see hidden rows, wherever it stands.
create table t (id int primary key, n text, d int);
insert into t values (1, '1', 1), (2, 'secret', 0);
alter table t enable row level security;
create policy p on t to authenticated using (id = 1);
create table mine (id int primary key, v int);
insert into mine values (1, 1), (2, 2);
create view owners as select id, n, d from t where id > 0;
create view invokers with (security_invoker = true) as select id, n, d from t where id > 0;
--- as authenticated {"role": "authenticated"}
select id from t where exists (select 1 where t.n::int = 1)
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where exists (select 1 from mine where mine.v = t.n::int)
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from mine where exists (select 1 from t where t.n::int = mine.v) order by id
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from mine where v in (select n::int from t) order by id
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from mine where v = any (select n::int from t) order by id
--- answer
1
--- as authenticated {"role": "authenticated"}
update mine set v = 5 from t where t.n::int = mine.v returning mine.id
--- answer
1
--- as authenticated {"role": "authenticated"}
delete from mine using t where t.n::int = mine.v returning mine.id
--- answer
--- as authenticated {"role": "authenticated"}
update mine set v = 10 / t.d from t where t.id = mine.id returning mine.id, mine.v
--- answer
1|10
--- as authenticated {"role": "authenticated"}
insert into mine select id + 10, n::int from t where n::int > 0 returning id
--- answer
11
--- as authenticated {"role": "authenticated"}
select m.id from mine m left join t on t.id = m.id and t.n::int = 1 order by m.id
--- answer
1
2
11
--- as authenticated {"role": "authenticated"}
select m.id, t.id from mine m full join t on t.id = m.id where t.n::int = 1 order by m.id
--- answer
1|1
--- as authenticated {"role": "authenticated"}
select distinct n::int from t
--- answer
1
--- as authenticated {"role": "authenticated"}
select n::int, count(*) from t group by n::int
--- answer
1|1
--- as authenticated {"role": "authenticated"}
select max(10 / d) from t
--- answer
10
--- as authenticated {"role": "authenticated"}
select count(*) filter (where n::int = 1) from t
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where case when d = 0 then 1 / d = 1 else true end
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where n ~ n and n ~ '(' || 'x)'
--- answer
error 42804: argument of AND must be type boolean, not type text
--- as authenticated {"role": "authenticated"}
select id from t where ('{' || n || '}')::int[] = '{1}'
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where (n || '')::jsonb = '1'
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from invokers where n::int = 1
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from (select * from invokers) x where n::int = 1
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from owners where n::int = 1
--- answer
error 22P02: invalid input syntax for type integer: "secret"
--- as authenticated {"role": "authenticated"}
select x.id from t x join t y on x.n::int = y.n::int
--- answer
1
--- as authenticated {"role": "authenticated"}
select id, (select 1 where t.n::int = 1) from t
--- answer
1|1
--- as authenticated {"role": "authenticated"}
select id from t where (id, n::int) = (1, 1)
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where n::int between 0 and 2
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where coalesce(n::int, 0) > 0
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where n::int in (1, 2)
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where d / d = 1 limit 1
--- answer
1
--- as authenticated {"role": "authenticated"}
select row_number() over (order by n::int) from t
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t, lateral (select t.n::int as i) l where l.i = 1
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t, generate_series(1, t.n::int) g
--- answer
1
--- as authenticated {"role": "authenticated"}
select id from t where id in (select x from generate_series(1, t.n::int) x)
--- answer
1
--- as authenticated {"role": "authenticated"}
delete from t where id = 10 / d returning id
--- answer
--- as authenticated {"role": "authenticated"}
delete from t where exists (select 1 where 10 / t.d > 0) returning id
--- answer
1
