-- A condition that fails on data waits for policies that are dearer than itself.
create table members (person uuid, team int, primary key (person, team));
create table t (id int primary key, team int, n text, d int, j jsonb, big bigint, at text);
create index on t (d);
create index on t (n);
insert into members values ('00000000-0000-0000-0000-00000000000a', 1);
insert into t values (1, 1, '1', 1, '{"a": 1}', 1, '2024-01-01'), (2, 2, 'secret', 0, '{"a": "x"}', 9223372036854775807, 'never'), (3, 1, '3', 2, '{"a": 2}', 2, '2024-01-02');
alter table members enable row level security;
alter table t enable row level security;
create policy own on members for select using (person = auth.uid());
create policy p on t using (exists (select 1 from members m where m.team = t.team));
create table free (id int primary key, x int);
insert into free values (1, 1), (2, 2), (3, 3);
create view casts with (security_invoker = true) as select id, n::int as i, 10 / d as q from t;
create view owned as select c.id, c.i from casts c;
create view v with (security_invoker = true) as select id, n, d from t;
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where n::int > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where 10 / d > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where d % d = 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where (j ->> 'a')::int > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where (j -> 'a')::int > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where big + 1 > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where big * big > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where big::int > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where -big < 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where at::date > '2023-01-01' order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where at::timestamptz > '2023-01-01' order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where to_date(at, 'YYYY-MM-DD') > '2023-01-01' order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where n::uuid is null order by id
--- answer
error 22P02: invalid input syntax for type uuid: "1"
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where sqrt(d - 1) >= 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where ln(d) >= 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where power(0, d - 1) > 0 order by id
--- answer
1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where chr(d) > 'a' order by id
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where repeat('x', d) > 'a' order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where substring(n from 1 for d - 1) = '' order by id
--- answer
1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where split_part(n, 'e', d) = '' order by id
--- answer
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where decode(n, 'hex') is not null order by id
--- answer
error 22023: invalid hexadecimal data: odd number of digits
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where ('1' || n)::numeric > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where n::boolean order by id
--- answer
error 22P02: invalid input syntax for type boolean: "3"
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where n ~ ('(' || n) order by id
--- answer
error 2201B: invalid regular expression: parentheses () not balanced
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where 'x' like n || E'\\' order by id
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where array[1, 2] @> ('{' || n || '}')::int[] order by id
--- answer
1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where date '2024-01-01' + big::int > '2024-01-01' order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where make_date(2024, d, 1) > '2024-01-01' order by id
--- answer
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where exists (select 1 where t.n::int > 0) order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where exists (select 1 from members where team = t.n::int) order by id
--- answer
1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where not exists (select 1 from generate_series(1, t.n::int) g where g > 5) order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where t.team = any (select m.team from members m where 10 / t.d > 0) order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where id = 1 or 10 / d > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where id = 2 and 10 / d > 0
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where d in (0, 1) and 1 / d = 1
--- answer
1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select count(*) from t where n::int > 0
--- answer
2
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select max(n::int) from t
--- answer
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from v where n::int > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select x.id from v x join v y on x.n::int = y.n::int order by 1
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from (select id, n::int as i from t) x where i > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from (select id, n::int as i from t offset 0) x where i > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
with x as (select id, 10 / d as q from t) select id from x where q > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where id in (select id from t where n::int > 0) order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t union select d from t where 10 / d > 0 order by 1
--- answer
1
2
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
update t set d = d where 10 / d > 0 returning id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
update t set d = d + 0 from members m where 10 / t.d > m.team returning t.id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
update members set team = team from t where t.n::int = members.team
--- answer
error 42702: column reference "team" is ambiguous
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
delete from t where n::int = 99
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
delete from t using members m where t.n::int = m.team and false
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
insert into t (id, team, n) values (3, 1, 'x') on conflict (id) do update set n = 'y' where t.n::int > 99 returning id
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
insert into t (id, team, n) values (2, 1, 'x') on conflict (id) do update set n = 'y' where t.n::int > 99 returning id
--- answer
error 22P02: invalid input syntax for type integer: "secret"
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
insert into t (id, team, n) values (2, 1, 'x') on conflict (id) do update set n = 'y' || t.n returning id
--- answer
error 42501: new row violates row-level security policy (USING expression) for table "t"
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
insert into t (id, team, n) values (2, 1, 'x') on conflict (id) do update set d = t.n::int returning id
--- answer
error 42501: new row violates row-level security policy (USING expression) for table "t"
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
insert into t (id, team, n) values (2, 1, 'x') on conflict do nothing returning id
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
update free set x = free.x from t where t.n::int = free.x returning free.id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
update free set x = 10 / t.d from t where t.id = free.id and free.id = 1 returning free.id, free.x
--- answer
1|10
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
update free set x = free.x from (select id, n::int as i from t) s where s.i = free.id and s.i = 3 returning free.id
--- answer
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
delete from free using t where t.n::int = free.x and free.x = 3 returning free.id
--- answer
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
delete from free using t where 10 / t.d = free.id + 99 returning free.id
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from casts where i > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from casts where q > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select count(*) from casts where i > 0
--- answer
2
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select c.id from casts c join free f on f.id = c.i order by 1
--- answer
1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from (select id, i from casts union all select id, d from t) s where i > 0 order by id
--- answer
1
1
3
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from (select * from (select id, n::int as i from t) a) b where i > 0 order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id, i from (select id, n::int as i, row_number() over (order by id) as r from t) b where i > 0 order by id
--- answer
1|1
3|3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select i, count(*) from (select n::int as i from t) b group by i having i > 0 order by i
--- answer
1|1
3|1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select n, count(*) from t group by n having n::int > 0 order by n
--- answer
1|1
3|1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where (select true where t.n::int > 0) order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from t where exists (select 1 from (select t.n as m) s where s.m::int > 0) order by id
--- answer
1
3
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from free where exists (select 1 from t where t.n::int = free.id) order by id
--- answer
1
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
select id from free where (select count(*) from t where t.n::int = free.id) > 0 order by id
--- answer
1
