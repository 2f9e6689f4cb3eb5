-- Arrays, enums, domains.
create type mood as enum ('sad', 'ok', 'happy');
create domain positive as int check (value > 0);
create domain handle as text not null check (value ~ '^[a-z]+$');
create table p (id int primary key, m mood, tags text[], ns int[], many mood[], n positive, h handle default 'x');
insert into p values (1, 'happy', '{a,"b c",NULL}', '{1,2,3}', '{ok,sad}', 1), (2, 'sad', '{}', array[3,1], null, 2), (3, 'ok', null, '{{1,2},{3,4}}', '{}', null);
--- as postgres
select * from p order by id
--- answer
1|happy|{a,"b c",NULL}|{1,2,3}|{ok,sad}|1|x
2|sad|{}|{3,1}|NULL|2|x
3|ok|NULL|{{1,2},{3,4}}|{}|NULL|x
--- as postgres
select id, m from p order by m desc
--- answer
1|happy
3|ok
2|sad
--- as postgres
select id from p where m > 'sad' order by id
--- answer
1
3
--- as postgres
select id from p where 'a' = any (tags)
--- answer
1
--- as postgres
select tags[1], ns[2], ns[1:2], array_length(ns, 1), ns || 4, cardinality(tags), array_to_string(tags, ',', '-') from p where id = 1
--- answer
a|2|{1,2}|3|{1,2,3,4}|3|a,b c,-
--- as postgres
select id from p where ns @> array[1] order by id
--- answer
1
2
3
--- as postgres
select id from p where ns && array[3, 9] order by id
--- answer
1
2
3
--- as postgres
insert into p (id, m) values (4, 'angry')
--- answer
error 22P02: invalid input value for enum mood: "angry"
--- as postgres
insert into p (id, n) values (4, 0)
--- answer
error 23514: value for domain positive violates check constraint "positive_check"
--- as postgres
insert into p (id, h) values (4, 'X1')
--- answer
error 23514: value for domain handle violates check constraint "handle_check"
--- as postgres
insert into p (id, h) values (4, null)
--- answer
error 23502: domain handle does not allow null values
--- as postgres
select unnest(array[3,1,2]) order by 1
--- answer
1
2
3
--- as postgres
select id from p order by ns, id
--- answer
1
3
2
--- as postgres
select array_agg(id order by id desc), string_agg(m::text, '-' order by m) from p
--- answer
{3,2,1}|sad-ok-happy
--- as postgres
select 'ok'::mood::text, enum_range(null::mood), array['a','b'] = '{a,b}', '{1,2}'::int[] < '{1,3}'::int[]
--- answer
ok|{sad,ok,happy}|t|t
