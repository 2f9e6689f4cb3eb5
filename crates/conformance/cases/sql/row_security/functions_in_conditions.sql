-- A function that fails on data is asked only of rows that policies let through, wherever its call stands.
create table t (id int primary key, owner uuid, n text, d int, j jsonb, r text);
insert into t values (1, '11111111-1111-1111-1111-111111111111', '1', 1, '{"a": 1}', '[1,2)'), (2, '22222222-2222-2222-2222-222222222222', 'secret', 0, '{"a": "hushed"}', 'hushed');
alter table t enable row level security;
create policy own on t to authenticated using (owner = auth.uid());
create function risky(t) returns int language sql immutable as $$ select 10 / $1.d $$;
create function as_number(t) returns int language sql immutable as $$ select $1.n::int $$;
create function as_number_of(x text) returns int language sql immutable as $$ select x::int $$;
create function as_number_strictly(x text) returns int language sql immutable strict as $$ select x::int $$;
create function as_number_of_definer(x text) returns int language sql immutable security definer as $$ select x::int $$;
create function as_range(x text) returns int4range language sql immutable as $$ select x::int4range $$;
create function numbers(t) returns setof int language sql stable as $$ select $1.n::int $$;
create function owned() returns setof t language sql stable security definer as $$ select * from t where id = 1 $$;
create function mine() returns setof t language sql stable as $$ select * from t $$;
create function mine_as_rows() returns table (id int, n text, d int) language sql stable as $$ select id, n, d from t $$;
create function total() returns bigint language sql stable as $$ select sum(n::int) from t $$;
create function over(low int) returns setof t language sql stable as $$ select * from t where n::int >= low $$;
create view seen with (security_invoker = true) as select id, n, d, as_number_of(n) as number from t;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where risky(t) = 10
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where as_number(t) > 0 order by as_number(t)
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where as_number_of(n) > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where as_number_strictly(n) > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where as_number_of_definer(n) > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where as_range(r) @> 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where exists (select 1 from numbers(t) x where x > 0)
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select t.id, x from t, numbers(t) x order by 1
--- answer
1|1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select t.id from t left join lateral (select as_number_of(t.n) as k) x on x.k = 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from owned() where as_number_of(n) > 0
--- answer
1
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select id from owned() where 1 / d > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from mine() where as_number_of(n) > 0 and 1 / d > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from mine_as_rows() where 1 / d > 0 order by n::int
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select sum(as_number(t)), max(risky(t)), total() from t
--- answer
1|10|1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from over(0)
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(*) filter (where risky(t) > 1), array_agg(as_number(t)) from t group by as_number(t) having max(as_number(t)) > 0
--- answer
1|{1}
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from seen where number > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update seen set n = '7' where number > 0 returning id, number
--- answer
1|7
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from seen where number > 100 or 1 / d > 5 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update t set n = as_number(t) + 1 where as_number(t) > 0 returning id, n
--- answer
1|8
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from t where risky(t) < 0 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where (case when d = 0 then as_number_of(n) else 1 end) = 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where (j ->> 'a')::int = 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where n ~ ('[' || d::text || ']') or n like '%\' || n
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select distinct on (as_number(t)) id from t order by as_number(t), id
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, rank() over (order by as_number(t)) from t
--- answer
1|1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select a.id, b.id from t a full join t b on as_number_of(a.n) = as_number_of(b.n)
--- answer
1|1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
with w as (select *, as_number(t) as k from t) select id, k from w where k > 0 union all select id, k from w where k > 5
--- answer
1|8
1|8
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where jsonb_path_exists(j, '$.a ? (@ > $x)', jsonb_build_object('x', d)) and n::int > 0
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where (select as_number_of(n)) > 0 and n in (select m.n from t m where as_number_of(m.n) > 0)
--- answer
1
