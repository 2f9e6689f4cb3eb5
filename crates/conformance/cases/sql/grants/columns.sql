-- Privileges on columns: what is read, in any place, and what is written.
create table t (id int primary key, shown text, hidden text, n int default 1);
insert into t values (1, 'a', 'b', 5);
revoke all on t from anon, authenticated;
grant select (id, shown), insert (id, shown), update (shown) on t to authenticated;
grant select (id) on t to anon;
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, shown from t
--- answer
1|a
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select * from t
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select hidden from t
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t where hidden = 'b'
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from t order by hidden
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(*) from t
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select count(hidden) from t
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into t (id, shown) values (2, 'x') returning id, shown
--- answer
2|x
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into t (id, shown) values (3, 'x') returning *
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into t (id, hidden) values (4, 'x')
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update t set shown = 'y' where id = 1 returning shown
--- answer
y
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update t set hidden = 'y'
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update t set shown = hidden
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update t set shown = 'z' where n = 5
--- answer
error 42501: permission denied for table t
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into t (id, shown) values (1, 'q') on conflict (id) do update set shown = excluded.shown returning shown
--- answer
q
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into t (id, shown) values (1, 'q') on conflict (id) do update set hidden = 'x'
--- answer
error 42501: permission denied for table t
--- as anon
select id from t order by id
--- answer
1
2
--- as anon
select shown from t
--- answer
error 42501: permission denied for table t
--- as anon
select t.id from t join t as u using (id) where u.shown = 'x'
--- answer
error 42501: permission denied for table t
--- as anon
select 1 from t limit 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from t
--- answer
error 42501: permission denied for table t
