-- Defaults of every kind.
create type mood as enum ('sad', 'ok');
create table d (
  id int primary key,
  t text default 'it''s',
  n numeric default 1.50,
  neg int default -5,
  sum int default 1 + 2 * 3,
  yes boolean default true,
  at timestamptz default '2024-01-01 00:00+00',
  day date default date '2024-02-29',
  later timestamptz default now() + interval '1 day',
  u uuid default gen_random_uuid(),
  j jsonb default '{}'::jsonb,
  js json default '[1, 2]',
  tags text[] default '{}',
  more text[] default array['a', 'b'],
  m mood default 'ok',
  low text default lower('ABC'),
  nothing text default null,
  gap interval default '1 hour',
  b bytea default '\x00ff',
  pick text default case when 1 > 0 then 'one' else 'zero' end
);
insert into d (id) values (1), (2);
--- as postgres
select id, t, n, neg, sum, yes, at, day, j, js, tags, more, m, low, nothing, gap, b, pick from d where id = 1
--- answer
1|it's|1.50|-5|7|t|2024-01-01 00:00:00+00|2024-02-29|{}|[1, 2]|{}|{a,b}|ok|abc|NULL|01:00:00|\x00ff|one
--- as postgres
select count(distinct u), bool_and(later > now() - interval '1 hour') from d
--- answer
2|t
--- as postgres
insert into d (id, t) values (3, default) returning t
--- answer
it's
--- as postgres
update d set n = default, t = default where id = 1 returning n, t
--- answer
1.50|it's
