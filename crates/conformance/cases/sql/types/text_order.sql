-- Text is ordered by its bytes, everywhere.
create table w (t text, v varchar(10));
insert into w values ('b', 'b'), ('B', 'B'), ('a', 'a'), ('Ä', 'Ä'), ('ä', 'ä'), ('', ''), ('_', '_'), ('1', '1'), ('10', '10'), ('2', '2'), (' ', ' '), ('é', 'é'), ('z', 'z'), ('🎈', '🎈'), ('～', '～');
--- as postgres
select string_agg(t, ',' order by t) from w
--- answer
, ,1,10,2,B,_,a,b,z,Ä,ä,é,～,🎈
--- as postgres
select string_agg(v, ',' order by v desc) from w
--- answer
🎈,～,é,ä,Ä,z,b,a,_,B,2,10,1, ,
--- as postgres
select min(t), max(t) from w
--- answer
|🎈
--- as postgres
select count(*) from w where t > 'a'
--- answer
7
--- as postgres
select t from w where t between 'A' and 'b' order by t
--- answer
B
_
a
b
--- as postgres
select distinct lower(t) from w order by 1
--- answer

 
1
10
2
_
a
b
z
ä
é
～
🎈
--- as postgres
select t from w order by lower(t), t limit 4
--- answer

 
1
10
--- as postgres
select count(distinct upper(t)) from w
--- answer
13
