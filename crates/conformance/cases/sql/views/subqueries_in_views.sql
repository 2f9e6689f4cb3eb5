-- What a view computes is read with its owner's rights, also where a write reads it.
create table posts (id int primary key, title text);
create table hidden (post int, note text);
insert into posts values (1, 'one'), (2, 'two');
insert into hidden values (1, 'a'), (1, 'b'), (2, 'c');
create view counted as select id, title, (select count(*) from hidden where post = posts.id) as notes from posts
  where exists (select 1 from hidden where post = posts.id) with check option;
revoke all on posts, hidden from authenticated;
grant select on posts to authenticated;
--- as authenticated
select * from counted order by id
--- answer
1|one|2
2|two|1
--- as authenticated
update counted set title = title || notes where notes > 1 returning id, title, notes
--- answer
1|one2|2
--- as authenticated
insert into counted (id, title) values (3, 'three')
--- answer
error 44000: new row violates check option for view "counted"
detail: Failing row contains (3, three).
--- as authenticated
update counted set id = 3 where id = 1
--- answer
error 44000: new row violates check option for view "counted"
detail: Failing row contains (3, one2).
--- as authenticated
delete from counted where notes = 1 returning title
--- answer
two
--- as authenticated
select note from hidden
--- answer
error 42501: permission denied for table hidden
--- as authenticated
update counted set title = (select note from hidden limit 1)
--- answer
error 42501: permission denied for table hidden
--- as service_role
select id, title from posts order by id
--- answer
1|one2
