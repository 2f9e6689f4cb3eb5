-- Unique indexes on some rows and on expressions.
create table users (id int primary key, email text, deleted boolean not null default false, tenant int, n int);
create unique index users_email on users (lower(email)) where not deleted;
create unique index users_tenant on users (tenant, (n % 10));
insert into users values (1, 'Ada@x.org', false, 1, 1), (2, 'ada@X.org', true, 1, 2);
--- as postgres
insert into users values (3, 'ADA@x.org')
--- answer
error 23505: duplicate key value violates unique constraint "users_email"
detail: Key (lower(email))=(ada@x.org) already exists.
--- as postgres
insert into users values (3, 'ADA@x.org', true, 1, 3) returning id
--- answer
3
--- as postgres
insert into users values (4, 'bob@x.org', false, 1, 11)
--- answer
error 23505: duplicate key value violates unique constraint "users_tenant"
detail: Key (tenant, (n % 10))=(1, 1) already exists.
--- as postgres
insert into users values (6, 'cy@x.org', false, 1, 21) on conflict do nothing returning id
--- answer
--- as postgres
insert into users values (7, 'x', false, 9, 9) on conflict (email) do nothing
--- answer
error 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
--- as postgres
update users set deleted = false where id = 2
--- answer
error 23505: duplicate key value violates unique constraint "users_email"
detail: Key (lower(email))=(ada@x.org) already exists.
--- as postgres
select id, email, n from users order by id
--- answer
1|Ada@x.org|1
2|ada@X.org|2
3|ADA@x.org|3
