-- Integers at their edges.
create table i (s smallint, n int, b bigint);
insert into i values (32767, 2147483647, 9223372036854775807), (-32768, -2147483648, -9223372036854775808), (0, 0, 9007199254740993);
--- as postgres
select * from i order by b
--- answer
-32768|-2147483648|-9223372036854775808
0|0|9007199254740993
32767|2147483647|9223372036854775807
--- as postgres
insert into i (s) values (32768)
--- answer
error 22003: smallint out of range
--- as postgres
insert into i (n) values (2147483648)
--- answer
error 22003: integer out of range
--- as postgres
insert into i (b) values (9223372036854775808)
--- answer
error 22003: bigint out of range
--- as postgres
update i set n = n + 1 where s = 32767
--- answer
error 22003: integer out of range
--- as postgres
select b + 1 from i where s = 32767
--- answer
error 22003: bigint out of range
--- as postgres
select b - 1 from i where s = -32768
--- answer
error 22003: bigint out of range
--- as postgres
select -b from i where s = -32768
--- answer
error 22003: bigint out of range
--- as postgres
select s * s from i where s = 32767
--- answer
error 22003: smallint out of range
--- as postgres
select n * 2::bigint from i where s = 32767
--- answer
4294967294
--- as postgres
select sum(n), sum(b), avg(b) from i
--- answer
-1|9007199254740992|3002399751580330.6667
--- as postgres
select '12'::int, ' 12 '::int, '-0'::int, '0012'::int
--- answer
12|12|0|12
--- as postgres
select '1.5'::int
--- answer
error 22P02: invalid input syntax for type integer: "1.5"
--- as postgres
select ''::int
--- answer
error 22P02: invalid input syntax for type integer: ""
--- as postgres
select '0x1f'::int
--- answer
error 22P02: invalid input syntax for type integer: "0x1f"
--- as postgres
select 5 / 2, -5 / 2, 5 % -3, 5.0 / 2, 1 << 4, 255 >> 4, 6 & 3, 6 | 3, 6 # 3, ~5
--- answer
2|-2|2|2.5000000000000000|16|15|2|7|5|-6
--- as postgres
select b from i where b = 9007199254740993
--- answer
9007199254740993
--- as postgres
select b from i where b > 9007199254740992 order by b
--- answer
9007199254740993
9223372036854775807
--- as postgres
select 2147483647 + 1
--- answer
error 22003: integer out of range
--- as postgres
select 2147483648 + 1
--- answer
2147483649
--- as postgres
select 9223372036854775807::numeric + 1
--- answer
9223372036854775808
--- as postgres
select abs(-5), 10::smallint + 1::smallint, pg_typeof(1 + 1::bigint)
--- answer
5|11|bigint
--- as postgres
select max(b) - max(b) + 1 from i
--- answer
1
--- as postgres
select count(*) from i where b between -9223372036854775808 and 0
--- answer
1
