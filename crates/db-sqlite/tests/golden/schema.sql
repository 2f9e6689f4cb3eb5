-- Every stored form, every kind of physical name, every kind of index and key.
create extension if not exists citext;
create type mood as enum ('sad', 'ok', 'happy');
create domain positive as int check (value > 0);
create schema shop;
create table "Forms" (
  id bigint generated always as identity primary key,
  "userId" uuid unique,
  yes boolean, small smallint, whole int, big bigint, real4 real, real8 double precision,
  exact numeric, money numeric(12, 2), words text, short varchar(5), padded char(4), folded citext unique,
  day date, moment time, local timestamp, instant timestamptz, span interval,
  raw json, tree jsonb, bytes bytea, host inet, feeling mood, count positive,
  numbers int[], names text[], feelings mood[],
  doubled numeric generated always as (money * 2) stored,
  rowid text, made timestamptz not null default now()
);
create index forms_lower on "Forms" (lower(words)) where yes;
create index forms_money on "Forms" (money desc, exact);
create table shop.orders (a int, b text, form bigint references "Forms" on delete cascade, primary key (a, b));
alter table shop.orders enable row level security;
create policy own on shop.orders using (b = auth.jwt() ->> 'email');
create view shop.open with (security_invoker = true) as select a, b from shop.orders where a > 0;
comment on table shop.orders is 'What was ordered';
insert into "Forms" ("userId", yes, small, whole, big, real4, real8, exact, money, words, short, padded, folded, day, moment,
  local, instant, span, raw, tree, bytes, host, feeling, count, numbers, names, feelings, rowid, made)
values
  ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', true, -32768, 2147483647, 9223372036854775807, 1.5, 0.1, 0.1234567890123456789,
   1234567890.10, 'naïve', 'abcde', 'ab', 'Ada', '2024-02-29', '23:59:59.999999', '1999-12-31 23:59:59.5',
   '2024-02-29 10:30:00.123456+02', '1 year 2 mons 3 days 04:05:06.7', '{"b":1, "a":2, "a":3}', '{"b":1, "a":2, "a":3}',
   '\x00deadbeef', '192.168.0.1/24', 'happy', 7, '{1,2,NULL}', '{a,"b c",NULL}', '{ok,sad}', 'a column, not the row', '2026-01-01'),
  (null, false, 0, 0, -9223372036854775808, '-infinity', 'infinity', 'NaN', -0.01, '', '', '', 'zoe', 'infinity', '00:00',
   '-infinity', 'infinity', '-1 days', 'null', '[1, 2.50, 1e3]', '', '::1', 'sad', null, '{}', '{}', null, null, '2026-01-02');
insert into shop.orders values (1, 'x', 1), (2, 'y', 2);
