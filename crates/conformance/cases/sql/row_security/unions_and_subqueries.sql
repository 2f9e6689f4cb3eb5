-- Every mention of a table is checked, wherever it stands.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy own on notes for select to authenticated using (author = auth.uid());
create table open (id int primary key, note_id int);
insert into open values (1, 1), (2, 2), (3, 3);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes union select 100 order by 1
--- answer
1
3
100
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(*) from (select * from notes) x
--- answer
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select o.id from open o where o.note_id in (select id from notes) order by 1
--- answer
1
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select o.id, n.body from open o left join notes n on n.id = o.note_id order by 1
--- answer
1|mine
2|NULL
3|mine too
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select (select max(body) from notes where id = 2) is null
--- answer
t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
with n as (select id from notes) select sum(id) from n
--- answer
4
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes a where not exists (select 1 from notes b where b.id = a.id + 1) order by 1
--- answer
1
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into open select id + 10, id from notes returning id
--- answer
11
13
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update open set note_id = null where note_id in (select id from notes) returning id
--- answer
1
3
11
13
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from open using notes where notes.id = 3 and open.id = 3 returning open.id
--- answer
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes except select 1
--- answer
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select array(select id from notes order by id), exists (select from notes where id = 2)
--- answer
{1,3}|f
--- as anon
select count(*) from notes, open
--- answer
0
