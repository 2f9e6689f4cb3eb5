-- The unique index that decides is one of expressions, or of some rows.
create table users (id int primary key, email text, deleted boolean not null default false, n int);
create unique index users_email on users (lower(email)) where not deleted;
create table slots (id int primary key, room text, at int, active boolean, kind text);
create unique index slots_active on slots (room, at) where active and kind = 'x';
create table plain (id int primary key, name text);
create unique index plain_name on plain (lower(name), length(name));
insert into users values (1, 'Ada@x.org', false, 1);
insert into slots values (1, 'a', 1, true, 'x'), (2, 'a', 1, false, 'x'), (3, 'b', 1, true, 'y');
insert into plain values (1, 'Ada');
--- as postgres
insert into users values (5, 'ADA@X.ORG', false, 2) on conflict (lower(email)) where not deleted do update set n = excluded.n + 100 returning id, n
--- answer
1|102
--- as postgres
insert into users values (6, 'ADA@X.ORG', false, 2) on conflict (lower(email)) where not deleted do nothing returning id
--- answer
--- as postgres
insert into users values (7, 'ADA@X.ORG', true, 2) on conflict (lower(email)) where not deleted do update set n = 0 returning id, n
--- answer
7|2
--- as postgres
insert into users values (8, 'x', false, 2) on conflict (lower(email)) do nothing
--- answer
error 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
--- as postgres
insert into slots values (4, 'a', 1, true, 'x') on conflict (at, room) where active and kind = 'x' do update set kind = 'again' returning id, kind
--- answer
1|again
--- as postgres
insert into slots values (5, 'b', 1, true, 'x') on conflict (room, at) where kind = 'x' and active and room = 'b' do nothing returning id
--- answer
5
--- as postgres
insert into slots values (6, 'b', 1, true, 'x') on conflict (room, at) where active do nothing
--- answer
error 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
--- as postgres
insert into slots values (6, 'b', 1, true, 'x') on conflict (room, at) do nothing
--- answer
error 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
--- as postgres
insert into plain values (2, 'ADA'), (3, 'Bob') on conflict (length(name), lower(name)) do update set name = excluded.name returning id, name
--- answer
1|ADA
3|Bob
--- as postgres
insert into plain values (2, 'ADA') on conflict (lower(name)) do nothing
--- answer
error 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
--- as postgres
insert into plain as p values (4, 'bob') on conflict (lower(name), length(name)) do update set id = p.id + excluded.id returning id, name
--- answer
7|Bob
