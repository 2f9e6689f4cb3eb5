-- Arrays: order, slices, operators, functions and their text.
create table a (id int primary key, n int[], t text[]);
insert into a values (1, '{1,2,3}', '{a,"b,c","d\\e",NULL,"null",""}'), (2, '{}', '{}'), (3, null, null), (4, '{1,2}', array['x y', 'ü']), (5, '{2}', '{a}'), (6, '{1,null}', null), (7, '{{1,2},{3,4}}', null);
--- as postgres
select id, n, t from a order by n, id
--- answer
2|{}|{}
4|{1,2}|{"x y",ü}
1|{1,2,3}|{a,"b,c","d\\e",NULL,"null",""}
7|{{1,2},{3,4}}|NULL
6|{1,NULL}|NULL
5|{2}|{a}
3|NULL|NULL
--- as postgres
select id, n[1], n[2], n[-1], n[1:2], n[2:], array_length(n, 1), cardinality(n), array_upper(n, 1), array_ndims(n) from a order by id
--- answer
1|1|2|NULL|{1,2}|{2,3}|3|3|3|1
2|NULL|NULL|NULL|{}|{}|NULL|0|NULL|NULL
3|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL
4|1|2|NULL|{1,2}|{2}|2|2|2|1
5|2|NULL|NULL|{2}|{}|1|1|1|1
6|1|NULL|NULL|{1,NULL}|{NULL}|2|2|2|1
7|NULL|NULL|NULL|{{1,2},{3,4}}|{{3,4}}|2|4|2|2
--- as postgres
select id from a where 2 = any (n) order by id
--- answer
1
4
5
7
--- as postgres
select id from a where 1 = all (n) order by id
--- answer
2
--- as postgres
select id from a where n @> '{1}' order by id
--- answer
1
4
6
7
--- as postgres
select id from a where n <@ array[1, 2] order by id
--- answer
2
4
5
--- as postgres
select id from a where n && '{3,9}' order by id
--- answer
1
7
--- as postgres
select n || 9, 0 || n, n || n, array_append(n, 5), array_prepend(0, n), array_cat(n, '{7}'), array_remove(n, 2), array_replace(n, 2, 20), array_position(n, 3), array_positions(n, 1) from a where id = 1
--- answer
{1,2,3,9}|{0,1,2,3}|{1,2,3,1,2,3}|{1,2,3,5}|{0,1,2,3}|{1,2,3,7}|{1,3}|{1,20,3}|3|{1}
--- as postgres
select id, u from a, unnest(t) as u where id = 1
--- answer
1|a
1|b,c
1|d\e
1|NULL
1|null
1|
--- as postgres
select array[1, 2.5], array['a', null], array[[1, 2], [3, 4]], '{1,2}'::text[], array[]::int[], array(select id from a where id < 3 order by id), array_fill(0, array[3])
--- answer
{1,2.5}|{a,NULL}|{{1,2},{3,4}}|{1,2}|{}|{1,2}|{0,0,0}
--- as postgres
select array_to_string(t, '|', '*'), t[2], to_jsonb(t) from a where id = 1
--- answer
a|b,c|d\e|*|null||b,c|["a", "b,c", "d\\e", null, "null", ""]
--- as postgres
select '{1,2'::int[]
--- answer
error 22P02: malformed array literal: "{1,2"
detail: Unexpected end of input.
--- as postgres
select '{1,x}'::int[]
--- answer
error 22P02: invalid input syntax for type integer: "x"
--- as postgres
select array_agg(x order by x), array_agg(distinct x) from unnest('{3,1,1}'::int[]) x
--- answer
{1,1,3}|{1,3}
--- as postgres
select '{1,2}'::int[] = '{1,2}', '{1,2}'::int[] <> '{2,1}', '{1,2}'::int[] < '{1,3}', '{1}'::int[] < '{1,0}', array[null]::int[] = array[null]::int[]
--- answer
t|t|t|t|t
--- as postgres
select count(distinct n), max(n) from a
--- answer
6|{2}
--- as postgres
select array_length('{}'::int[], 1), trim_array(array[1,2,3], 1), array_dims(array[[1],[2]]), 'x' = any (string_to_array('x,y', ','))
--- answer
NULL|{1,2}|[1:2][1:1]|t
