-- A check may ask who writes.
create table t (id int primary key, owner uuid);
alter table t add check (owner = auth.uid());
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
insert into t values (1, '00000000-0000-0000-0000-00000000000a')
--- answer
--- as authenticated {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated"}
insert into t values (2, '00000000-0000-0000-0000-00000000000b')
--- answer
error 23514: new row for relation "t" violates check constraint "t_owner_check"
detail: Failing row contains (2, 00000000-0000-0000-0000-00000000000b).
