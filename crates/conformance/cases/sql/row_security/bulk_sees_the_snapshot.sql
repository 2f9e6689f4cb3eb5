-- A bulk insert under a counting with check sees the table as it was before the statement.
create table tickets (id int primary key, seat text);
alter table tickets enable row level security;
create table seats (name text primary key);
insert into seats values ('a');
create policy see on tickets for select using (true);
create policy few on tickets for insert with check ((select count(*) from seats) < 3);
alter table seats enable row level security;
create policy see on seats for select using (true);
create policy few on seats for insert with check (name <> 'z' and (select count(*) from tickets) < 2);
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into tickets select n, 'x' from generate_series(1, 5) as n
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(*) from tickets
--- answer
5
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into seats values ('b')
--- answer
error 42501: new row violates row-level security policy for table "seats"
