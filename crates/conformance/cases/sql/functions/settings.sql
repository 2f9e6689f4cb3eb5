-- What a statement of a function sets, later ones read.
create table t (id int primary key, word text default current_setting('app.word', true));
create function remember(text) returns text language sql as $$
  select set_config('app.word', $1, true);
  insert into t (id) values (length($1));
  select current_setting('app.word', true) || '!';
$$;
--- as postgres
select remember('abc')
--- answer
abc!
--- as postgres
select * from t
--- answer
3|abc
