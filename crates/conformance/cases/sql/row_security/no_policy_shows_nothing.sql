-- With row security and no policy a table shows nothing, and takes nothing.
create table notes (
  id int primary key,
  author uuid not null default auth.uid(),
  body text unique,
  pages int check (pages > 0)
);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from notes
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes (id, body) values (3, 'x')
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set body = 'x' returning id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from notes returning id
--- answer
--- as postgres
select id, body from notes order by id
--- answer
1|mine
2|theirs
--- as service_role
select count(*) from notes
--- answer
2
