-- Ranges made of other columns, checked, indexed; what asks them by those indexes.
create table bookings (
  id int generated always as identity primary key,
  room text not null,
  starts timestamptz not null,
  ends timestamptz,
  during tstzrange generated always as (tstzrange(starts, ends)) stored,
  price numrange check (not isempty(price) and lower(price) >= 0),
  check (starts < ends)
);
create index on bookings using gist (during);
create index on bookings (room, during);
insert into bookings (room, starts, ends, price) values
  ('a', '2024-01-01 10:00+00', '2024-01-01 12:00+00', '[10,20)'),
  ('a', '2024-01-01 12:00+00', '2024-01-01 13:00+00', '[0,1]'),
  ('b', '2024-01-01 11:00+00', null, null);
alter table bookings add column days daterange default '[2024-01-01,2024-01-07]';
alter table bookings alter column days drop default;
alter table bookings alter column days type text;
alter table bookings alter column days type daterange using days::daterange;
--- as postgres
select id, during from bookings order by id
--- answer
1|["2024-01-01 10:00:00+00","2024-01-01 12:00:00+00")
2|["2024-01-01 12:00:00+00","2024-01-01 13:00:00+00")
3|["2024-01-01 11:00:00+00",)
--- as postgres
select id from bookings where during @> '2024-01-01 11:30+00'::timestamptz order by id
--- answer
1
3
--- as postgres
select id from bookings where during && '[2024-01-01 12:30+00,2024-01-01 14:00+00)' order by id
--- answer
2
3
--- as postgres
update bookings set ends = '2024-01-01 12:30+00' where id = 1 returning during
--- answer
["2024-01-01 10:00:00+00","2024-01-01 12:30:00+00")
--- as postgres
insert into bookings (room, starts, ends, price) values ('c', '2024-01-01', '2024-01-02', 'empty')
--- answer
error 23514: new row for relation "bookings" violates check constraint "bookings_price_check"
detail: Failing row contains (4, c, 2024-01-01 00:00:00+00, 2024-01-02 00:00:00+00, ["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00"), empty, null).
--- as postgres
insert into bookings (room, starts, ends, price) values ('c', '2024-01-01', '2024-01-02', '[-1,5)')
--- answer
error 23514: new row for relation "bookings" violates check constraint "bookings_price_check"
detail: Failing row contains (5, c, 2024-01-01 00:00:00+00, 2024-01-02 00:00:00+00, ["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00"), [-1,5), null).
--- as postgres
insert into bookings (room, starts, ends) values ('c', '2024-01-02', '2024-01-01')
--- answer
error 22000: range lower bound must be less than or equal to range upper bound
--- as postgres
insert into bookings (room, starts, ends, during) values ('c', '2024-01-02', '2024-01-03', 'empty')
--- answer
error 428C9: cannot insert a non-DEFAULT value into column "during"
detail: Column "during" is a generated column.
--- as postgres
select a.id, b.id, a.during * b.during from bookings a join bookings b on a.id < b.id and a.during && b.during order by 1, 2
--- answer
1|2|["2024-01-01 12:00:00+00","2024-01-01 12:30:00+00")
1|3|["2024-01-01 11:00:00+00","2024-01-01 12:30:00+00")
2|3|["2024-01-01 12:00:00+00","2024-01-01 13:00:00+00")
--- as postgres
select room, range_agg(during), range_merge(range_agg(during)) from bookings group by room order by room
--- answer
a|{["2024-01-01 10:00:00+00","2024-01-01 13:00:00+00")}|["2024-01-01 10:00:00+00","2024-01-01 13:00:00+00")
b|{["2024-01-01 11:00:00+00",)}|["2024-01-01 11:00:00+00",)
--- as postgres
select id, days, upper(days) - lower(days) from bookings order by id
--- answer
1|[2024-01-01,2024-01-08)|7
2|[2024-01-01,2024-01-08)|7
3|[2024-01-01,2024-01-08)|7
--- as postgres
select days @> date '2024-01-03' from bookings order by id limit 1
--- answer
t
