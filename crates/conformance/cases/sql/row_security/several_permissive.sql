-- Permissive policies are joined by or, per command and role.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy own on notes for select to authenticated using (author = auth.uid());
create policy low on notes for select to anon, authenticated using (level <= 1);
create policy two on notes for select to anon using (id = 2);
create policy everything on notes to service_role using (true);
create policy write_low on notes for insert to authenticated with check (level < 3);
create policy write_ten on notes for insert to authenticated with check (level = 10);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from notes order by id
--- answer
1
3
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select id from notes order by id
--- answer
1
2
--- as anon
select id from notes order by id
--- answer
1
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (4, default, 'a', 10), (5, default, 'b', 1) returning id
--- answer
4
5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into notes values (6, default, 'a', 5)
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as anon
insert into notes values (7, '11111111-1111-1111-1111-111111111111', 'a', 1)
--- answer
error 42501: new row violates row-level security policy for table "notes"
--- as service_role {"role": "service_role"}
select count(*) from notes
--- answer
5
