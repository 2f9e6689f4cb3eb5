-- What sees the blanks of char(n).
create table c (c char(5));
insert into c values ('ab');
--- as postgres
select octet_length(c), c like 'ab', c like 'ab%', octet_length('a'::char(3)) from c
--- answer
5|f|t|3
