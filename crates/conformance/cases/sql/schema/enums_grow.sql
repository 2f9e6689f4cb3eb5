-- Values are added before, after and at the end of an enum, and renamed; order follows.
create type size as enum ('small', 'large');
create table t (id int primary key, s size, many size[]);
insert into t values (1, 'small', '{large,small}'), (2, 'large', null);
alter type size add value 'medium' after 'small';
alter type size add value 'tiny' before 'small';
alter type size add value if not exists 'huge';
alter type size add value if not exists 'huge';
--- as postgres
insert into t values (3, 'medium', '{tiny,large,huge}'), (4, 'tiny', null), (5, 'huge', null) returning id
--- answer
3
4
5
--- as postgres
select id, s, many from t order by s
--- answer
4|tiny|NULL
1|small|{large,small}
3|medium|{tiny,large,huge}
2|large|NULL
5|huge|NULL
--- as postgres
select id from t where s > 'small' order by id
--- answer
2
3
5
--- as postgres
select max(s), min(s) from t
--- answer
huge|tiny
--- as postgres
insert into t values (6, 'big', null)
--- answer
error 22P02: invalid input value for enum size: "big"
--- as postgres
select enum_range(null::size)
--- answer
{tiny,small,medium,large,huge}
--- as postgres
select s, count(*) from t group by s order by s desc
--- answer
huge|1
large|1
medium|1
small|1
tiny|1
