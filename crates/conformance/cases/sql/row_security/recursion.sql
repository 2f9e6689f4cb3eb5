-- Policies that lead back to their own table are an error even if no row is read.
create table a (id int);
create table b (id int);
create table c (id int);
alter table a enable row level security;
alter table b enable row level security;
alter table c enable row level security;
create policy p on a using (exists (select 1 from b where b.id = a.id));
create policy p on b using (exists (select 1 from a where a.id = b.id));
create policy p on c using (id in (select id from c));
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from a
--- answer
error 42P17: infinite recursion detected in policy for relation "a"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from c where false
--- answer
error 42P17: infinite recursion detected in policy for relation "c"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into b values (1)
--- answer
error 42P17: infinite recursion detected in policy for relation "b"
--- as postgres
select * from a
--- answer
