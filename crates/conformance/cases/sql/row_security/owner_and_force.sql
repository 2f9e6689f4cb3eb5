-- An owner bypasses policies unless they are forced; a role that bypasses row security always does.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
create table forced (id int primary key);
insert into forced values (1), (2);
alter table forced enable row level security;
alter table forced force row level security;
create policy one on forced using (id = 1);
--- as postgres
select id from notes order by id
--- answer
1
2
--- as postgres
select id from forced
--- answer
1
2
--- as service_role
select id from forced order by id
--- answer
1
2
--- as postgres
insert into forced values (3)
--- answer
--- as anon
select id from forced
--- answer
1
