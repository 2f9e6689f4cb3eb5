-- Who owns a table passes its policies unless they are forced; who does not, never.
create role maker;
grant maker to postgres;
grant usage, create on schema public to maker;
create table a (id int primary key);
create table b (id int primary key);
alter table a enable row level security;
alter table b enable row level security;
insert into a values (1);
insert into b values (1), (2);
alter table a owner to maker;
alter table b owner to maker;
alter table b force row level security;
create policy p on b for select to authenticated, maker using (id = 1);
create view va as select id from a;
create view vb as select id from b;
alter view va owner to maker;
alter view vb owner to maker;
grant select on va, vb to authenticated;
--- as maker
select * from a
--- answer
1
--- as maker
select * from b
--- answer
1
--- as maker
insert into a values (5) returning id
--- answer
5
--- as maker
insert into b values (5)
--- answer
error 42501: new row violates row-level security policy for table "b"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from va order by id
--- answer
1
5
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
--- as postgres
select * from b order by id
--- answer
1
2
