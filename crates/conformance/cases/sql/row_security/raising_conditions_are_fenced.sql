-- A condition of the caller that raises does not show which rows are hidden.
create table secrets (id int primary key, owner uuid, code text);
alter table secrets enable row level security;
create policy own on secrets using (owner = auth.uid());
insert into secrets values (1, '11111111-1111-1111-1111-111111111111', '12'), (2, '22222222-2222-2222-2222-222222222222', 'not a number');
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from secrets where code::int > 1
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
update secrets set code = '13' where code::int = 12 returning id
--- answer
1
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from secrets where 1 / (id - 2) < 0
--- answer
1
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select id from secrets where code::int > 1
--- answer
error 22P02: invalid input syntax for type integer: "not a number"
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
delete from secrets where 1 / (id - 2) < 0 returning id
--- answer
1
