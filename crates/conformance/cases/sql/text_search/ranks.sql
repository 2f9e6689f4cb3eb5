-- What was found is ranked and shown.
create table d (id int primary key, body text);
insert into d values (1, 'The fat cats sat on the fat mats'), (2, 'A cat, a dog'), (3, 'Nothing here');
--- as service_role
select id, ts_rank(to_tsvector('english', body), q) as r, ts_rank_cd(to_tsvector('english', body), q, 2 | 4) as c from d, to_tsquery('english', 'fat | cat') q where to_tsvector('english', body) @@ q order by r desc, id
--- answer
1|0.0683918|0.025
2|0.030396355|0.05
--- as service_role
select id, ts_rank('{0.1, 0.2, 0.4, 1}', setweight(to_tsvector('english', body), 'A'), 'cat & fat') from d order by id
--- answer
1|0.9995734
2|1e-20
3|1e-20
--- as service_role
select id, ts_headline('english', body, to_tsquery('english', 'cats'), 'StartSel=<em>, StopSel=</em>') from d order by id
--- answer
1|The fat <em>cats</em> sat on the fat mats
2|A <em>cat</em>, a dog
3|Nothing here
--- as service_role
select lexeme, positions, weights from unnest(setweight('cat:3 fat:2,4'::tsvector, 'B')) order by lexeme
--- answer
cat|{3}|{B}
fat|{2,4}|{B,B}
--- as service_role
select * from ts_parse('default', 'a foo-bar 5')
--- answer
1|a
12| 
16|foo-bar
11|foo
12|-
11|bar
12| 
22|5
--- as service_role
select alias, token, lexemes from ts_debug('english', 'The fat-cats <b>')
--- answer
asciiword|The|{}
blank| |NULL
asciihword|fat-cats|{fat-cat}
hword_asciipart|fat|{fat}
blank|-|NULL
hword_asciipart|cats|{cat}
blank| |NULL
tag|<b>|NULL
--- as service_role
select ts_lexize('english_stem', 'stars'), get_current_ts_config(), tsvector_to_array('b a'), array_to_tsvector('{z,y}'), ts_delete('a b', 'a'), ts_filter('a:1A b:2'::tsvector, '{a}')
--- answer
{star}|english|{a,b}|'y' 'z'|'b'|'a':1A
