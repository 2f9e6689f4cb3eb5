-- Columns of every range type: what is written, defaults, order, groups, distinct, keys.
create table r (id int primary key, i int4range, b int8range, n numrange, d daterange, t tsrange, z tstzrange, open int4range not null default '[1,10)', since daterange default daterange('2024-01-01', null));
create table k (span daterange primary key, u int8range unique);
insert into r (id, i, b, n, d, t, z) values
  (1, '[1,5]', '(1,5)', '[1.50,2.5)', '[2024-01-01,2024-01-31]', '[2024-01-01 10:00,2024-01-01 12:00)', '[2024-01-01 10:00+02,)'),
  (2, 'empty', '(,)', '(,2.0]', '(,2024-01-31)', 'empty', '(,2024-01-01 10:00-05]'),
  (3, null, null, null, null, null, null),
  (4, int4range(1, 6), int8range(2, 5), numrange(1.5, 2.50), daterange('2024-01-01', '2024-02-01'), tsrange('2024-01-01', null, '()'), tstzrange(null, null));
--- as postgres
select * from r order by id
--- answer
1|[1,6)|[2,5)|[1.50,2.5)|[2024-01-01,2024-02-01)|["2024-01-01 10:00:00","2024-01-01 12:00:00")|["2024-01-01 08:00:00+00",)|[1,10)|[2024-01-01,)
2|empty|(,)|(,2.0]|(,2024-01-31)|empty|(,"2024-01-01 15:00:00+00"]|[1,10)|[2024-01-01,)
3|NULL|NULL|NULL|NULL|NULL|NULL|[1,10)|[2024-01-01,)
4|[1,6)|[2,5)|[1.5,2.50)|[2024-01-01,2024-02-01)|("2024-01-01 00:00:00",)|(,)|[1,10)|[2024-01-01,)
--- as postgres
select id, i from r order by i, id
--- answer
2|empty
1|[1,6)
4|[1,6)
3|NULL
--- as postgres
select id, n from r order by n desc nulls last, id
--- answer
1|[1.50,2.5)
4|[1.5,2.50)
2|(,2.0]
3|NULL
--- as postgres
select i, count(*) from r group by i order by i
--- answer
empty|1
[1,6)|2
NULL|1
--- as postgres
select n, count(*) from r where n is not null group by n order by 2 desc limit 1
--- answer
[1.50,2.5)|2
--- as postgres
select distinct d from r order by d
--- answer
(,2024-01-31)
[2024-01-01,2024-02-01)
NULL
--- as postgres
select id from r where i = '[1,6)' order by id
--- answer
1
4
--- as postgres
select id from r where n = '[1.5,2.5)' order by id
--- answer
1
4
--- as postgres
select id from r where i < '[1,7)' order by id
--- answer
1
2
4
--- as postgres
select id from r where d in ('[2024-01-01,2024-02-01)', 'empty') order by id
--- answer
1
4
--- as postgres
select id from r where i is not distinct from null or i is distinct from '[1,6)' order by id
--- answer
2
3
--- as postgres
insert into r (id, open) values (5, '[5,1)')
--- answer
error 22000: range lower bound must be less than or equal to range upper bound
--- as postgres
insert into r (id, open) values (5, 'nonsense')
--- answer
error 22P02: malformed range literal: "nonsense"
detail: Missing left parenthesis or bracket.
--- as postgres
insert into r (id, open) values (5, null)
--- answer
error 23502: null value in column "open" of relation "r" violates not-null constraint
detail: Failing row contains (5, null, null, null, null, null, null, null, [2024-01-01,)).
--- as postgres
update r set i = i + '[6,9)', d = d * '[2024-01-15,)' where id in (1, 4) returning id, i, d
--- answer
1|[1,9)|[2024-01-15,2024-02-01)
4|[1,9)|[2024-01-15,2024-02-01)
--- as postgres
update r set i = int4range(lower(i), upper(i) + 1) where id = 1 returning i
--- answer
[1,10)
--- as postgres
insert into k values ('[2024-01-01,2024-01-02]', '[1,2]')
--- answer
--- as postgres
insert into k values ('[2024-01-01,2024-01-03)', '[5,6]')
--- answer
error 23505: duplicate key value violates unique constraint "k_pkey"
detail: Key (span)=([2024-01-01,2024-01-03)) already exists.
--- as postgres
insert into k values ('[2024-01-02,2024-01-03)', '[1,3)')
--- answer
error 23505: duplicate key value violates unique constraint "k_u_key"
detail: Key (u)=([1,3)) already exists.
--- as postgres
insert into k values ('[2024-01-01,2024-01-03)', '[7,8)') on conflict (span) do update set u = excluded.u returning *
--- answer
[2024-01-01,2024-01-03)|[7,8)
