-- Policies as people write them.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create table follows (who uuid, whom uuid);
alter table follows enable row level security;
create policy mine on follows for select using (who = (select auth.uid()));
insert into follows values ('11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222');
create policy by_list on notes for select to authenticated using (auth.uid() in (select f.whom from follows f where f.who = auth.uid()) or author = any (array(select whom from follows)) or (select auth.uid()) = author);
create policy by_level on notes for update to authenticated using (level between 1 and 4 and coalesce(body, '') <> '' and case when level > 1 then true else author = auth.uid() end) with check (not (level > 100) and (body, level) is not null);
create policy by_user on notes for delete to authenticated using (current_user = 'authenticated' and current_setting('request.jwt.claims', true)::jsonb ->> 'role' = 'authenticated' and id::text ~ '^[0-9]+$');
create policy by_time on notes for insert to authenticated with check (now() > '2020-01-01' and author is not distinct from auth.uid() and body like '%ok%' and length(trim(body)) < 20);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes order by id
--- answer
1
2
3
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select id from notes order by id
--- answer
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = level + 1 returning id, level
--- answer
1|2
2|3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update notes set level = 200 where id = 1
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (9, default, 'ok then')
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (10, default, 'no')
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from notes where id = 9 returning id
--- answer
9
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
delete from notes returning id
--- answer
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from follows f join notes n on n.author = f.whom
--- answer
