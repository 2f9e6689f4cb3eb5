-- The service role passes policies but not privileges.
create table notes (id int primary key, author uuid not null default auth.uid(), body text, level int default 1);
alter table notes enable row level security;
insert into notes values (1, '11111111-1111-1111-1111-111111111111', 'mine', 1), (2, '22222222-2222-2222-2222-222222222222', 'theirs', 2), (3, '11111111-1111-1111-1111-111111111111', 'mine too', 5);

create policy nobody on notes using (false);
create table locked (id int primary key);
revoke all on locked from service_role;
alter table notes force row level security;
--- as service_role {"role": "service_role"}
select id from notes order by id
--- answer
1
2
3
--- as service_role {"role": "service_role"}
insert into notes values (9, '11111111-1111-1111-1111-111111111111', 'x', 1) returning id
--- answer
9
--- as service_role {"role": "service_role"}
update notes set level = 0 where id = 9 returning level
--- answer
0
--- as service_role {"role": "service_role"}
delete from notes where id = 9 returning id
--- answer
9
--- as service_role {"role": "service_role"}
select * from locked
--- answer
error 42501: permission denied for table locked
--- as postgres
select id from notes
--- answer
1
2
3
