-- The regular expressions of the SQL standard.
create table w (t text);
--- as postgres
select 'abc' similar to '(a|b)%', 'abc' similar to 'b', 'a.c' not similar to 'a\.c'
--- answer
t|f|f
