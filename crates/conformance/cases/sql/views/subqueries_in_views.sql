-- What a view computes is read with its owner's rights, also where a write reads it.
create table posts (id int primary key, title text);
create table hidden (post int, note text);
insert into posts values (1, 'one'), (2, 'two');
insert into hidden values (1, 'a'), (1, 'b'), (2, 'c');
create view counted as select id, title, (select count(*) from hidden where post = posts.id) as notes from posts
  where exists (select 1 from hidden where post = posts.id) with check option;
revoke all on posts, hidden from authenticated;
--- as authenticated
select * from counted order by id
--- answer
--- as authenticated
update counted set title = title || notes where notes > 1 returning id, title, notes
--- answer
--- as authenticated
insert into counted (id, title) values (3, 'three')
--- answer
--- as authenticated
update counted set id = 3 where id = 1
--- answer
--- as authenticated
delete from counted where notes = 1 returning title
--- answer
--- as authenticated
select note from hidden
--- answer
--- as authenticated
update counted set title = (select note from hidden limit 1)
--- answer
--- as service_role
select id, title from posts order by id
--- answer
