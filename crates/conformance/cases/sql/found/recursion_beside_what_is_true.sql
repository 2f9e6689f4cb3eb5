-- Policies that lead to themselves are errors beside one that lets everything through too; a table that may not be read is none.
create table a (id int primary key);
create table b (id int primary key);
create table c (id int primary key);
create table closed (id int primary key);
alter table a enable row level security;
alter table b enable row level security;
alter table c enable row level security;
revoke all on closed from authenticated;
create policy everything on a using (true);
create policy circle on a using (exists (select 1 from b));
create policy everything on b using (true);
create policy circle on b using (exists (select 1 from a));
create policy everything on c using (true);
create policy other on c using (exists (select 1 from closed));
insert into a values (1);
insert into c values (1);
--- as authenticated {"role": "authenticated"}
select * from a
--- answer
error 42P17: infinite recursion detected in policy for relation "a"
--- as authenticated {"role": "authenticated"}
insert into a values (2)
--- answer
error 42P17: infinite recursion detected in policy for relation "a"
--- as authenticated {"role": "authenticated"}
update a set id = 3
--- answer
error 42P17: infinite recursion detected in policy for relation "a"
--- as authenticated {"role": "authenticated"}
select * from c
--- answer
1
--- as authenticated {"role": "authenticated"}
insert into c values (2)
--- answer
--- as authenticated {"role": "authenticated"}
delete from c
--- answer
