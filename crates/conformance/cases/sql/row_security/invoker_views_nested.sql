-- Views over views: each checks as its owner or as the caller.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy own on notes for select to authenticated using (author = auth.uid());
create view as_caller with (security_invoker = on) as select id, body, level from notes;
create view over_caller with (security_invoker = true) as select id, level from as_caller where level > 0;
create view as_owner as select id from as_caller;
create view mixed with (security_invoker = true) as select c.id, o.n from over_caller c cross join (select count(*) as n from as_owner) o;
create view totals with (security_invoker = true) as select count(*) as n, sum(level) as levels from notes;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from over_caller order by id
--- answer
1
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from as_owner order by id
--- answer
1
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, n from mixed order by id
--- answer
1|2
3|2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from totals
--- answer
2|6
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select * from totals
--- answer
1|2
--- as anon
select * from totals
--- answer
0|NULL
--- as anon
select * from as_owner
--- answer
--- as postgres
select * from totals
--- answer
3|8
