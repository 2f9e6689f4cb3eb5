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
1|One|#one|5|#new
--- as postgres
update counters set n = 6
--- answer
--- as postgres
insert into t (id, word) values (2, 'Two') returning n
--- answer
6
--- as postgres
insert into t (id, word) values (3, 'Three!')
--- answer
error 23514: new row for relation "t" violates check constraint "t_word_check"
detail: Failing row contains (3, Three!, #three!, 6, #new).
--- as postgres
insert into t (id, word) values (4, 'ONE')
--- answer
error 23505: duplicate key value violates unique constraint "t_tagged_idx"
detail: Key (tagged(word))=(#one) already exists.
--- as postgres
update t set word = 'New', n = default where id = 1 returning tag, n
--- answer
#new|6
--- as postgres
insert into d values ('short'), ('longer')
--- answer
error 23514: value for domain short violates check constraint "short_check"
--- as postgres
select id from t where tagged(word) = '#two'
--- answer
2
