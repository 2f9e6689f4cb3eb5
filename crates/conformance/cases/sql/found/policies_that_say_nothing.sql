-- A permissive policy lets through what its condition says; without the condition that is asked for it lets nothing through.
create table a (id int primary key);
insert into a values (1);
alter table a enable row level security;
create policy p on a with check (true);
create table b (id int primary key);
insert into b values (1);
alter table b enable row level security;
create policy i on b for insert;
create policy s on b for select;
create policy u on b for update;
create policy d on b for delete;
create table c (id int primary key);
insert into c values (1);
alter table c enable row level security;
create policy p on c for all;
create table r (id int primary key);
insert into r values (1);
alter table r enable row level security;
create policy p on r using (true);
create policy nothing on r as restrictive for all;
create policy checked on r as restrictive for all with check (id < 5);
create table u (id int primary key);
insert into u values (1);
alter table u enable row level security;
create policy s on u for select using (true);
create policy u on u for update with check (true);
--- as anon
select * from a
--- answer
--- as anon
insert into a values (2)
--- answer
--- as anon
update a set id = 3
--- answer
--- as anon
delete from a
--- answer
--- as anon
select * from b
--- answer
--- as anon
insert into b values (2)
--- answer
error 42501: new row violates row-level security policy for table "b"
--- as anon
update b set id = 7
--- answer
--- as anon
delete from b
--- answer
--- as postgres
select * from b order by id
--- answer
1
--- as anon
select * from c
--- answer
--- as anon
insert into c values (2)
--- answer
error 42501: new row violates row-level security policy for table "c"
--- as anon
delete from c
--- answer
--- as postgres
select * from c
--- answer
1
--- as anon
select * from r
--- answer
1
--- as anon
insert into r values (2) returning id
--- answer
2
--- as anon
insert into r values (9)
--- answer
error 42501: new row violates row-level security policy "checked" for table "r"
--- as anon
update u set id = 5 where id = 1
--- answer
--- as postgres
select * from u
--- answer
1
