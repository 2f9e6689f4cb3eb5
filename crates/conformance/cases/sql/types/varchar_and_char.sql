-- Lengths count letters; assignments refuse, casts cut.
create table c (v varchar(3), c char(5), vv varchar, cc char, t text);
insert into c values ('äöü', 'ab', 'long enough', 'x', 'ab   ');
--- as postgres
insert into c (v) values ('abcd')
--- answer
error 22001: value too long for type character varying(3)
--- as postgres
insert into c (v) values ('abc  ') returning v || '|'
--- answer
abc|
--- as postgres
insert into c (c) values ('abcdef')
--- answer
error 22001: value too long for type character(5)
--- as postgres
insert into c (cc) values ('xy')
--- answer
error 22001: value too long for type character(1)
--- as postgres
select 'abcdef'::varchar(3), 'abcdef'::char(3), 'a'::char(3) || 'b', length('a'::char(3))
--- answer
abc|abc|ab|1
--- as postgres
select c = 'ab', c = t, c::text = t, length(c), c || '|', c::text || '|' from c where v = 'äöü'
--- answer
t|f|f|2|ab||ab|
--- as postgres
update c set v = v || 'x' where v = 'äöü'
--- answer
error 22001: value too long for type character varying(3)
--- as postgres
select v, c, t from c order by v
--- answer
abc|NULL|NULL
äöü|ab   |ab   
--- as postgres
insert into c (c) values ('ab') returning c = 'ab   '
--- answer
t
--- as postgres
select count(*) from c where c = 'ab'
--- answer
2
