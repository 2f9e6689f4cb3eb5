-- The regular expressions of the SQL standard.
create table w (id int primary key, t text check (t not similar to '%(x|y)'));
insert into w values (1, 'abc'), (2, 'a.c'), (3, null), (4, 'a%c'), (5, E'a\nc');
create view ws as select id from w where t similar to 'a_c';
--- as postgres
select 'abc' similar to '(a|b)%', 'abc' similar to 'b', 'a.c' not similar to 'a\.c'
--- answer
t|f|f
--- as postgres
select id, t similar to 'a_c', t similar to 'a.c', t similar to 'a[%.]c', t similar to 'a!%c' escape '!', t not similar to '%b%' from w order by id
--- answer
1|t|f|f|f|f
2|t|t|t|f|t
3|NULL|NULL|NULL|NULL|NULL
4|t|f|t|t|t
5|t|f|f|f|t
--- as postgres
select 'aab' similar to 'a{2}b', 'ab' similar to 'a+b?', 'b' similar to 'a*b', '' similar to '%', 'a^$' similar to 'a^$', 'abc' similar to null
--- answer
t|t|t|t|t|NULL
--- as postgres
select id from ws order by id
--- answer
1
2
4
5
--- as postgres
insert into w values (9, 'my')
--- answer
error 23514: new row for relation "w" violates check constraint "w_t_check"
detail: Failing row contains (9, my).
--- as postgres
select 'a' similar to 'a' escape 'ab'
--- answer
error 22025: invalid escape string
