-- The unique index that decides is one of expressions, or of some rows.
create table users (id int primary key, email text, deleted boolean not null default false, n int);
create unique index users_email on users (lower(email)) where not deleted;
insert into users values (1, 'Ada@x.org', false, 1);
--- as postgres
insert into users values (5, 'ADA@X.ORG', false, 2) on conflict (lower(email)) where not deleted do update set n = excluded.n + 100 returning id, n
--- answer
1|102
--- as postgres
insert into users values (6, 'ADA@X.ORG', false, 2) on conflict (lower(email)) where not deleted do nothing returning id
--- answer
