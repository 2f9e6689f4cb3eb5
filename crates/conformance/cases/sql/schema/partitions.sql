-- A partitioned table is one table, which takes the rows that a partition would take.
create table events (id int, at date not null, kind text default 'x', n int check (n > 0), primary key (id, at)) partition by range (at);
create table events_2023 partition of events for values from ('2023-01-01') to ('2024-01-01');
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create index on events (kind);
create table notes (id int, tag text, body text) partition by list (tag);
create table notes_ab partition of notes for values in ('a', 'b');
create table notes_none partition of notes for values in (null);
create table points (x int, y int) partition by range (x, y);
create table points_low partition of points for values from (minvalue, minvalue) to (10, 5);
create table points_high partition of points for values from (10, 5) to (20, maxvalue);
create table everything (id int, tag text) partition by list (tag);
create table everything_a partition of everything for values in ('a');
create table everything_else partition of everything default;
create table hashed (id int primary key, n int) partition by hash (id);
create table hashed_0 partition of hashed for values with (modulus 2, remainder 0);
create table hashed_1 partition of hashed for values with (modulus 4, remainder 1);
create table hashed_3 partition of hashed for values with (modulus 4, remainder 3);
create table empty (id int) partition by range (id);
create table mine (id int, owner text, at date) partition by range (at);
create table mine_1 partition of mine for values from ('2024-01-01') to ('2025-01-01');
alter table mine enable row level security;
create policy mine on mine for all to authenticated using (owner = 'me') with check (owner = 'me');
grant all on mine, events to authenticated;
insert into events values (1, '2023-05-01', 'a', 1), (2, '2024-05-01', 'b', 2);
--- as postgres
insert into events (id, at) values (3, '2024-12-31') returning *
--- answer
3|2024-12-31|x|NULL
--- as postgres
insert into events values (4, '2025-01-01', 'c', 1)
--- answer
error 23514: no partition of relation "events" found for row
detail: Partition key of the failing row contains (at) = (2025-01-01).
--- as postgres
insert into events values (4, '2025-01-01', 'c', -1)
--- answer
error 23514: no partition of relation "events" found for row
detail: Partition key of the failing row contains (at) = (2025-01-01).
--- as postgres
insert into events values (4, '2024-01-01', 'c', -1)
--- answer
error 23514: new row for relation "events_2024" violates check constraint "events_n_check"
detail: Failing row contains (4, 2024-01-01, c, -1).
--- as postgres
insert into events values (1, '2023-05-01') on conflict (id, at) do update set kind = 'again' returning id, kind
--- answer
1|again
--- as postgres
update events set at = '2023-12-31' where id = 2 returning id, at
--- answer
2|2023-12-31
--- as postgres
update events set at = at + 1000 where id = 2
--- answer
error 23514: no partition of relation "events" found for row
detail: Partition key of the failing row contains (at) = (2026-09-26).
--- as postgres
select id, at from events where at < '2024-01-01' order by id
--- answer
1|2023-05-01
2|2023-12-31
--- as authenticated
insert into events values (9, '1999-01-01')
--- answer
error 23514: no partition of relation "events" found for row
detail: Partition key of the failing row contains (at) = (1999-01-01).
--- as authenticated
insert into mine values (1, 'me', '1999-01-01')
--- answer
error 23514: no partition of relation "mine" found for row
--- as authenticated
insert into mine values (1, 'you', '1999-01-01')
--- answer
error 23514: no partition of relation "mine" found for row
--- as authenticated
insert into mine values (1, 'you', '2024-01-01')
--- answer
error 42501: new row violates row-level security policy for table "mine"
--- as authenticated
insert into mine values (1, 'me', '2024-01-01') returning *
--- answer
1|me|2024-01-01
--- as postgres
insert into notes values (1, 'a'), (2, null), (3, 'b') returning id
--- answer
1
2
3
--- as postgres
insert into notes values (4, 'c')
--- answer
error 23514: no partition of relation "notes" found for row
detail: Partition key of the failing row contains (tag) = (c).
--- as postgres
update notes set tag = 'z' where id = 1
--- answer
error 23514: no partition of relation "notes" found for row
detail: Partition key of the failing row contains (tag) = (z).
--- as postgres
insert into points values (-100, 7), (10, 4), (10, 5), (20, 99) returning x
--- answer
-100
10
10
20
--- as postgres
insert into points values (21, 0)
--- answer
error 23514: no partition of relation "points" found for row
detail: Partition key of the failing row contains (x, y) = (21, 0).
--- as postgres
insert into points values (1, null)
--- answer
error 23514: no partition of relation "points" found for row
detail: Partition key of the failing row contains (x, y) = (1, null).
--- as postgres
insert into everything values (1, 'a'), (2, 'q'), (3, null) returning id
--- answer
1
2
3
--- as postgres
insert into hashed select n, n from generate_series(1, 20) n returning id
--- answer
1
2
3
4
5
6
7
8
9
10
11
12
13
14
15
16
17
18
19
20
--- as postgres
insert into events values (3, '2024-12-31')
--- answer
error 23505: duplicate key value violates unique constraint "events_2024_pkey"
detail: Key (id, at)=(3, 2024-12-31) already exists.
--- as postgres
insert into events values (null, '2024-12-31')
--- answer
error 23502: null value in column "id" of relation "events_2024" violates not-null constraint
detail: Failing row contains (null, 2024-12-31, x, null).
--- as postgres
insert into events values (1, null)
--- answer
error 23514: no partition of relation "events" found for row
detail: Partition key of the failing row contains (at) = (null).
--- as postgres
insert into empty values (7)
--- answer
error 23514: no partition of relation "empty" found for row
detail: Partition key of the failing row contains (id) = (7).
--- as postgres
delete from events where id < 3 returning id
--- answer
1
2
