-- Text compares by bytes; varchar refuses, char pads, citext ignores case.
create extension if not exists citext;
create table w (id int primary key, v varchar(3), c char(4), i citext unique, t text);
insert into w values (1, 'abc', 'ab', 'Ada', 'b'), (2, 'é', 'abcd', 'bob', 'B'), (3, null, 'x', null, 'ä'), (4, '', '', 'Zoe', '');
--- as postgres
select id, t from w order by t
--- answer
4|
2|B
1|b
3|ä
--- as postgres
insert into w values (5, 'abcd')
--- answer
error 22001: value too long for type character varying(3)
--- as postgres
insert into w values (5, 'abc   ') returning v
--- answer
abc
--- as postgres
insert into w (id, i) values (6, 'ADA')
--- answer
error 23505: duplicate key value violates unique constraint "w_i_key"
detail: Key (i)=(ADA) already exists.
--- as postgres
select id from w where i = 'ADA'
--- answer
1
--- as postgres
select id, c, length(c), c = 'ab  ', c || '|' from w order by id
--- answer
1|ab  |2|t|ab|
2|abcd|4|f|abcd|
3|x   |1|f|x|
4|    |0|f||
5|NULL|NULL|NULL|NULL
--- as postgres
select 'Straße' ilike 'STRASSE', upper('straße'), lower('ÄÖ'), initcap('hello wORLD'), length('äö'), octet_length('äö'), substring('hello' from 2 for 3), position('l' in 'hello'), trim(both 'x' from 'xxhixx'), left('hello', -2), lpad('5', 3, '0'), split_part('a,b,c', ',', 2), replace('aaa', 'a', 'b'), reverse('abc'), repeat('ab', 2)
--- answer
f|STRAßE|äö|Hello World|2|4|ell|3|hi|hel|005|b|bbb|cba|abab
--- as postgres
select 'abc' like 'a%', 'abc' like 'a\_c', 'a_c' like 'a\_c', 'abc' ~ '^a.c$', 'ABC' ~* 'b', 'foobar' ~ '\mfoo\M', regexp_replace('hello', 'l+', 'L'), 'abcdef'::varchar(3)
--- answer
t|f|t|t|t|f|heLo|abc
--- as postgres
select i from w order by i
--- answer
Ada
bob
Zoe
NULL
NULL
--- as postgres
select 'a' || null || 'b' is null, concat('a', null, 'b'), 'a' || 1, coalesce(null, 'x'), nullif('a', 'a') is null, greatest('a', 'b', null)
--- answer
t|ab|a1|x|t|b
