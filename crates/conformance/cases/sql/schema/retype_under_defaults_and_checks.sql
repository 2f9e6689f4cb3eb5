-- Defaults, checks and indexes follow a column to its new type.
create table t (id int primary key, n int default 7 check (n > 5), code varchar(3) unique);
insert into t values (1, 10, 'abc');
alter table t alter n type numeric(10, 1);
alter table t alter code type text;
alter table t alter code type varchar(6);
--- as postgres
insert into t (id) values (2) returning n
--- answer
7.0
--- as postgres
insert into t (id, n) values (3, 5.0)
--- answer
error 23514: new row for relation "t" violates check constraint "t_n_check"
detail: Failing row contains (3, 5.0, null).
--- as postgres
insert into t (id, n) values (3, 5.1) returning n
--- answer
5.1
--- as postgres
insert into t (id, code) values (4, 'abc')
--- answer
error 23505: duplicate key value violates unique constraint "t_code_key"
detail: Key (code)=(abc) already exists.
--- as postgres
insert into t (id, code) values (4, 'abcdefg')
--- answer
error 22001: value too long for type character varying(6)
--- as postgres
insert into t (id, code) values (4, 'abcdef') returning code
--- answer
abcdef
