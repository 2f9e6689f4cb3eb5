-- Column grants hold for select list, filter, order, returning and set.
create table people (id int primary key, name text, salary numeric);
insert into people values (1, 'ada', 10.50), (2, 'bob', 9);
revoke all on people from anon, authenticated;
grant select (id, name), update (name), insert (id, name) on people to authenticated;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, name from people order by id
--- answer
1|ada
2|bob
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from people
--- answer
error 42501: permission denied for table people
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from people where salary > 9
--- answer
error 42501: permission denied for table people
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from people order by salary
--- answer
error 42501: permission denied for table people
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(*) from people
--- answer
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update people set name = 'eve' where id = 1 returning id
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update people set name = 'eve' returning salary
--- answer
error 42501: permission denied for table people
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update people set salary = 1
--- answer
error 42501: permission denied for table people
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into people (id, name) values (3, 'x')
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into people (id, name, salary) values (4, 'x', 1)
--- answer
error 42501: permission denied for table people
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into people (id, name) values (5, 'x') returning *
--- answer
error 42501: permission denied for table people
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from people
--- answer
error 42501: permission denied for table people
--- as anon
select id from people
--- answer
error 42501: permission denied for table people
