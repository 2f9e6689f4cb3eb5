-- Functions in defaults, generated columns, checks and indexes.
create table counters (name text primary key, n int not null);
insert into counters values ('t', 5);
create function tagged(text) returns text language sql immutable as $$ select '#' || lower($1) $$;
create function counted(text) returns int language sql stable as 'select n from counters where name = $1';
create function is_short(text) returns boolean language sql immutable as 'select length($1) < 6';
create table t (
  id int primary key,
  word text check (is_short(word)),
  tag text generated always as (tagged(word)) stored,
  n int default counted('t'),
  at text default tagged('NEW')
);
create unique index on t (tagged(word));
create domain short as text check (is_short(value));
create table d (s short);
--- as postgres
insert into t (id, word) values (1, 'One') returning *
--- answer
--- as postgres
update counters set n = 6
--- answer
--- as postgres
insert into t (id, word) values (2, 'Two') returning n
--- answer
--- as postgres
insert into t (id, word) values (3, 'Three!')
--- answer
--- as postgres
insert into t (id, word) values (4, 'ONE')
--- answer
--- as postgres
update t set word = 'New', n = default where id = 1 returning tag, n
--- answer
--- as postgres
insert into d values ('short'), ('longer')
--- answer
--- as postgres
select id from t where tagged(word) = '#two'
--- answer
