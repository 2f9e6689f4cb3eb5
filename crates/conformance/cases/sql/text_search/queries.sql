-- Queries are made, joined, looked into and rewritten.
create table q (id int primary key, asked tsquery);
insert into q values (1, 'a & b'), (2, '!a <-> (b | c)'), (3, ''), (4, 'a:*AB');
--- as service_role
select id, asked, numnode(asked), querytree(asked) from q order by id
--- answer
1|'a' & 'b'|3|'a' & 'b'
2|!'a' <-> ( 'b' | 'c' )|6|'b' | 'c'
3||0|
4|'a':*AB|1|'a':*AB
--- as service_role
select id, asked && 'z', asked || 'z', !!asked, asked <-> 'z', tsquery_phrase(asked, 'z', 3) from q order by id
--- answer
1|'a' & 'b' & 'z'|'a' & 'b' | 'z'|!( 'a' & 'b' )|( 'a' & 'b' ) <-> 'z'|( 'a' & 'b' ) <3> 'z'
2|!'a' <-> ( 'b' | 'c' ) & 'z'|!'a' <-> ( 'b' | 'c' ) | 'z'|!( !'a' <-> ( 'b' | 'c' ) )|!'a' <-> ( 'b' | 'c' ) <-> 'z'|!'a' <-> ( 'b' | 'c' ) <3> 'z'
3|'z'|'z'||'z'|'z'
4|'a':*AB & 'z'|'a':*AB | 'z'|!'a':*AB|'a':*AB <-> 'z'|'a':*AB <3> 'z'
--- as service_role
select id from q where asked @> 'b' order by id
--- answer
1
2
--- as service_role
select id, ts_rewrite(asked, 'a', 'x | y') from q order by asked desc
--- answer
2|!( 'x' | 'y' ) <-> ( 'b' | 'c' )
1|'b' & ( 'x' | 'y' )
4|'x' | 'y'
3|
--- as service_role
select websearch_to_tsquery('english', '"fat cats" or mice -dogs'), phraseto_tsquery('the cats and the dogs'), to_tsquery('german', 'Häuser & laufen')
--- answer
'fat' <-> 'cat' | 'mice' & !'dog'|'cat' <3> 'dog'|'haus' & 'lauf'
--- as service_role
select to_tsquery('a b')
--- answer
error 42601: syntax error in tsquery: "a b"
--- as service_role
select 'a <20000> b'::tsquery
--- answer
error 22023: distance in phrase operator must be an integer value between zero and 16384 inclusive
--- as service_role
select asked::text, 'a & b'::tsquery = asked, asked is not distinct from 'a | b' from q where asked in ('a & b', 'c') 
--- answer
'a' & 'b'|t|f
