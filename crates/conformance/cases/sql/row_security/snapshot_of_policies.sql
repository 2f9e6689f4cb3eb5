-- Policies of a write see the tables as they were before it.
create table rooms (id int primary key, seats int);
create table bookings (id int primary key, room_id int references rooms, person text);
alter table bookings enable row level security;
insert into rooms values (1, 2);
create policy see on bookings for select using (true);
create policy limited on bookings for insert with check ((select count(*) from bookings b where b.room_id = bookings.room_id) < (select seats from rooms r where r.id = room_id));
create policy move on bookings for update using (true) with check ((select count(*) from bookings b where b.person = bookings.person) < 2);
create policy last_stays on bookings for delete using ((select count(*) from bookings) > 1);
--- as anon
insert into bookings values (1, 1, 'a'), (2, 1, 'b'), (3, 1, 'c') returning id
--- answer
1
2
3
--- as anon
insert into bookings values (4, 1, 'd')
--- answer
error 42501: new row violates row-level security policy for table "bookings"
--- as anon
update bookings set person = 'a' returning id
--- answer
1
2
3
--- as anon
update bookings set person = 'z' where id = 1
--- answer
--- as anon
delete from bookings
--- answer
--- as anon
select count(*) from bookings
--- answer
0
--- as anon
insert into bookings values (5, 1, 'e')
--- answer
--- as anon
delete from bookings returning id
--- answer
