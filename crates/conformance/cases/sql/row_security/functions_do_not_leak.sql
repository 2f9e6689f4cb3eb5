-- A condition of the caller that fails on data does not see what is hidden.
create table t (id int primary key, n text, d int);
insert into t values (1, '1', 1), (2, 'secret', 0);
alter table t enable row level security;
create policy p on t to authenticated using (id = 1);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where n::int = 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where 10 / d = 10
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update t set d = 5 where n::int > 0 returning id
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from t where 1 / d > 5 returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(*) from t where n::int > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select sum(n::int) from t
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select t.id from t join (values (1)) v(x) on v.x = t.n::int
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t order by n::int
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from (select * from t) x where x.n::int = 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
with c as (select * from t) select id from c where n::int = 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t union select id from t where n::int > 0
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t group by id having min(n::int) > 0
--- answer
1
--- as postgres
select id from t where n::int = 1
--- answer
error 22P02: invalid input syntax for type integer: "secret"
