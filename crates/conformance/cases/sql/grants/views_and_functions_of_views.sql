-- A view is read with its own privileges; what it reads, with those of its owner.
create table t (id int primary key, secret text);
insert into t values (1, 'x'), (2, 'y');
revoke all on t from anon, authenticated;
create view ids as select id from t;
create view ids_invoker with (security_invoker) as select id from t;
create view twice as select i.id from ids i join ids_invoker j using (id);
revoke all on ids from authenticated;
grant select on ids to authenticated;
--- as anon
select * from ids order by id
--- answer
1
2
--- as anon
select * from ids_invoker
--- answer
error 42501: permission denied for table t
--- as anon
select * from twice order by id
--- answer
error 42501: permission denied for table t
--- as anon
select secret from t
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from ids order by id
--- answer
1
2
--- as anon
select count(*) from ids
--- answer
2
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(*) from ids_invoker
--- answer
error 42501: permission denied for table t
