-- Domains over text, numbers and arrays; checks speak where a value is made.
create domain email as text check (value ~ '^[^@]+@[^@]+$');
create domain cents as bigint not null default 0 check (value >= 0);
create domain tags as text[] check (cardinality(value) < 3);
create table d (id int primary key, e email, c cents, t tags);
insert into d values (1, 'a@b', 5, '{x}');
--- as postgres
insert into d (id, e) values (2, 'nobody')
--- answer
error 23514: value for domain email violates check constraint "email_check"
--- as postgres
insert into d (id, c) values (2, -1)
--- answer
error 23514: value for domain cents violates check constraint "cents_check"
--- as postgres
insert into d (id) values (2) returning c
--- answer
0
--- as postgres
insert into d (id, t) values (3, '{a,b,c}')
--- answer
error 23514: value for domain tags violates check constraint "tags_check"
--- as postgres
insert into d (id, c) values (3, null)
--- answer
error 23502: domain cents does not allow null values
--- as postgres
select 'x'::email
--- answer
error 23514: value for domain email violates check constraint "email_check"
--- as postgres
select 'x@y'::email || '!', 5::cents + 1, '{a,b}'::tags || 'c'
--- answer
error 22P02: malformed array literal: "c"
detail: Array value must start with "{" or dimension information.
--- as postgres
update d set c = c - 10 where id = 1
--- answer
error 23514: value for domain cents violates check constraint "cents_check"
--- as postgres
select e like 'a%', e = 'a@b', c > 3, t[1], length(e) from d where id = 1
--- answer
t|t|t|x|3
--- as postgres
select null::email is null
--- answer
t
--- as postgres
select null::cents
--- answer
error 23502: domain cents does not allow null values
--- as postgres
select id from d where e in ('a@b') order by e
--- answer
1
