-- Who owns a table passes its policies unless they are forced; who does not, never.
create table a (id int primary key);
create table b (id int primary key);
alter table a enable row level security;
alter table b enable row level security;
insert into a values (1);
insert into b values (1);
alter table b force row level security;
create policy p on b for select to authenticated using (true);
create view va as select id from a;
create view vb as select id from b;
--- as postgres
select * from a
--- answer
1
--- as postgres
select * from b
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from va
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from vb
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from b
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from a
--- answer
