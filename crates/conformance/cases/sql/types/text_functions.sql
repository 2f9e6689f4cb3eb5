-- Functions and operators of text.
create table w (id int, t text);
insert into w values (1, 'Hello World'), (2, 'ärger'), (3, ''), (4, null);
--- as postgres
select upper(t), lower(t), initcap(t), length(t), char_length(t), octet_length(t) from w order by id
--- answer
HELLO WORLD|hello world|Hello World|11|11|11
ÄRGER|ärger|Ärger|5|5|6
|||0|0|0
NULL|NULL|NULL|NULL|NULL|NULL
--- as postgres
select left(t, 3), right(t, 3), left(t, -2), substr(t, 2, 3), substring(t from 3), substring(t, 0, 3) from w order by id
--- answer
Hel|rld|Hello Wor|ell|llo World|He
ärg|ger|ärg|rge|ger|är
|||||
NULL|NULL|NULL|NULL|NULL|NULL
--- as postgres
select t || '!', concat(t, '-', null, 1), concat_ws('-', t, null, 'x') from w order by id
--- answer
Hello World!|Hello World-1|Hello World-x
ärger!|ärger-1|ärger-x
!|-1|-x
NULL|-1|x
--- as postgres
select trim('  x '), ltrim('xxy', 'x'), rtrim('yxx', 'x'), btrim('xyx', 'x'), trim(leading '0' from '007'), lpad('abc', 5, '*'), rpad('abc', 2)
--- answer
x|y|y|y|7|**abc|ab
--- as postgres
select replace('banana', 'an', 'AN'), translate('12345', '143', 'ax'), overlay('Txxxxas' placing 'hom' from 2 for 4), reverse('äb'), repeat('x', 0), repeat('ab', 3)
--- answer
bANANa|a2x5|Thomas|bä||ababab
--- as postgres
select position('ö' in 'schön'), strpos('abc', 'd'), split_part('a,b,c', ',', -1), split_part('a,b', ',', 5), starts_with('alphabet', 'alph')
--- answer
4|0|c||t
--- as postgres
select string_to_array('a,b,,c', ','), string_to_array('abc', null), array_to_string(array['a', null, 'b'], ',', '?'), string_to_array('', ','), regexp_split_to_array('a1b22c', '[0-9]+')
--- answer
{a,b,"",c}|{a,b,c}|a,?,b|{}|{a,b,c}
--- as postgres
select ascii('A'), chr(228), md5('abc'), encode(sha256('abc'), 'hex'), encode('abc', 'base64'), decode('YWJj', 'base64'), to_hex(255), quote_ident('My Col'), quote_literal('it''s')
--- answer
65|ä|900150983cd24fb0d6963f7d28e17f72|ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad|YWJj|\x616263|ff|"My Col"|'it''s'
--- as postgres
select format('%s is %s, %I = %L, 100%%', 'a', 1, 'Col', 'it''s')
--- answer
a is 1, "Col" = 'it''s', 100%
--- as postgres
select regexp_replace('foo bar', '(\w+) (\w+)', '\2 \1'), regexp_replace('aaa', 'a', 'b', 'g'), regexp_matches('ab12', '([a-z]+)([0-9]+)'), 'abc' ~ '^b', 'ABC' ~* 'b', 'x' !~ 'y', regexp_count('banana', 'an'), substring('foobar' from 'o(.)b')
--- answer
bar foo|bbb|{ab,12}|f|t|t|2|o
--- as postgres
select 'abc' like '_b%', 'a%c' like 'a\%c', 'a_c' like 'a#_c' escape '#', 'ABC' ilike 'a%', 'abc' not like 'b%', 'ÄB' ilike 'äb'
--- answer
t|t|t|t|t|t
--- as postgres
select 'a' < 'B', 'a' < 'b', 'Z' < 'a', 'ä' > 'z', 'a' = 'a ', 'a'::char(3) = 'a  '::char(3)
--- answer
f|t|t|t|f|t
--- as postgres
select to_char(1234.5, 'FM9,999.00'), to_char(7, '000'), to_number('1,234.50', '9,999.99'), to_char(-5, 'S99'), to_char(0.1, '0.99')
--- answer
1,234.50| 007|1234.50| -5| 0.10
--- as postgres
select t collate "C" from w order by t collate "C" desc nulls last
--- answer
ärger
Hello World

NULL
--- as postgres
select substr('abc', 5), substring('abc' from -1 for 3), left('abc', 0), lpad('', 3, 'ab')
--- answer
|a||aba
