-- Privileges one by one, given to roles and to all, and taken back.
create table t (id int primary key, n int);
create table u (id int primary key);
insert into t values (1, 1), (2, 2);
revoke all on t, u from anon, authenticated;
grant select on t to anon;
grant select, insert, update on t to authenticated;
grant all on u to authenticated;
revoke delete on u from authenticated;
--- as anon
select id from t order by id
--- answer
1
2
--- as anon
insert into t values (3, 3)
--- answer
error 42501: permission denied for table t
--- as anon
update t set n = 0
--- answer
error 42501: permission denied for table t
--- as anon
delete from t
--- answer
error 42501: permission denied for table t
--- as anon
select * from u
--- answer
error 42501: permission denied for table u
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into t values (3, 3) returning id
--- answer
3
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update t set n = 9 where id = 3 returning n
--- answer
9
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from t
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into u values (1)
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from u
--- answer
error 42501: permission denied for table u
--- as service_role {"role": "service_role"}
delete from t where id = 3 returning id
--- answer
3
--- as service_role {"role": "service_role"}
select count(*) from u
--- answer
1
