-- `do update` may change the key itself; what is returned is the row where it is then.
create table t (id bigint primary key, a text);
insert into t values (1, 'a'), (2, 'b');
--- as anon
insert into t values (1, 'x') on conflict (id) do update set id = 9 returning id, a
--- answer
9|a
--- as anon
insert into t values (5, 'new'), (2, 'y') on conflict (id) do update set id = -7, a = excluded.a returning *
--- answer
5|new
-7|y
--- as anon
insert into t values (9, 'z'), (10, 'z') on conflict (id) do update set id = 10 returning *
--- answer
error 21000: ON CONFLICT DO UPDATE command cannot affect row a second time
--- as anon
select * from t order by id
--- answer
-7|y
5|new
9|a
