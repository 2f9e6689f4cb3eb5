-- Rights on the columns of a view, and on the columns below it.
create table people (id int primary key, name text, pay int default 1);
insert into people values (1, 'Ada', 10), (2, 'Alan', 20);
create view staff as select id, name, pay from people;
create view mine with (security_invoker = true) as select id, name, pay from people;
revoke all on people, staff, mine from anon, authenticated;
grant select (id, name), update (name), insert (id, name) on staff to authenticated;
grant select, insert, update, delete on mine to authenticated;
grant select (id, name), update (name), insert (id, name) on people to authenticated;
--- as authenticated
update staff set name = 'x' where id = 1
--- answer
--- as authenticated
update staff set pay = 2 where id = 1
--- answer
error 42501: permission denied for view staff
--- as authenticated
update staff set name = 'y' where pay = 10
--- answer
error 42501: permission denied for view staff
--- as authenticated
update staff set name = 'y' returning pay
--- answer
error 42501: permission denied for view staff
--- as authenticated
insert into staff (id, name) values (3, 'z')
--- answer
--- as authenticated
insert into staff (id, pay) values (4, 1)
--- answer
error 42501: permission denied for view staff
--- as authenticated
delete from staff
--- answer
error 42501: permission denied for view staff
--- as authenticated
insert into mine (id, name) values (5, 'five')
--- answer
--- as authenticated
insert into mine (id, pay) values (6, 5)
--- answer
error 42501: permission denied for table people
--- as authenticated
update mine set name = 'w' where id = 5
--- answer
error 42501: permission denied for table people
--- as authenticated
update mine set name = 'w'
--- answer
--- as authenticated
delete from mine
--- answer
error 42501: permission denied for table people
--- as service_role
select id, name, pay from people order by id
--- answer
1|w|10
2|w|20
3|w|1
5|w|1
