-- Rules that ask ranges: what is valid at a moment, and for whom.
create table prices (id int primary key, product text not null, valid daterange not null, level int4range not null default '[0,10)', amount numeric);
alter table prices enable row level security;
create table levels (who uuid primary key, level int not null);
alter table levels enable row level security;
insert into levels values ('11111111-1111-1111-1111-111111111111', 5), ('22222222-2222-2222-2222-222222222222', 50);
create policy own_level on levels for select to authenticated using (who = auth.uid());
create policy now_valid on prices for select to anon using (valid @> date '2024-06-01');
create policy by_level on prices for select to authenticated using (level @> (select l.level from levels l where l.who = auth.uid()));
create policy in_future on prices for insert to authenticated with check (valid << daterange(null, '2030-01-01') is not true and not valid && daterange(null, '2024-01-01'));
insert into prices values (1, 'tea', '[2024-01-01,2025-01-01)', '[0,10)', 1), (2, 'tea', '[2025-01-01,)', '[0,100)', 2), (3, 'cup', '(,2024-06-01]', '[40,60]', 3), (4, 'cup', 'empty', 'empty', 4);
--- as anon
select id, valid from prices order by id
--- answer
1|[2024-01-01,2025-01-01)
3|(,2024-06-02)
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id from prices order by id
--- answer
1
2
--- as authenticated {"sub": "22222222-2222-2222-2222-222222222222", "role": "authenticated"}
select id, level from prices order by id
--- answer
2|[0,100)
3|[40,61)
--- as authenticated {"sub": "33333333-3333-3333-3333-333333333333", "role": "authenticated"}
select id from prices order by id
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into prices (id, product, valid) values (5, 'pot', '[2024-01-01,2024-02-01)')
--- answer
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
insert into prices (id, product, valid) values (6, 'pot', '[2023-12-31,2024-02-01)')
--- answer
error 42501: new row violates row-level security policy for table "prices"
--- as anon
select id from prices where lower(valid) - 1 > date '2000-01-01' order by id
--- answer
1
--- as anon
select id, valid + '[2030-01-01,2031-01-01)' from prices order by id
--- answer
error 22000: result of range union would not be contiguous
--- as anon
select id from prices where valid - '[2024-02-01,2024-03-01)' = 'empty'
--- answer
error 22000: result of range difference would not be contiguous
