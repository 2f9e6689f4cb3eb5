-- uuid, bytea, inet, booleans, floats, bigints.
create table x (id bigint primary key, u uuid, b bytea, ip inet, yes boolean, f float8, r real);
insert into x values (9007199254740993, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '\xDEADbeef', '192.168.0.1/24', true, 0.1, 1e10), (2, null, '', '::1', false, 'infinity', 3.14), (3, null, null, '10.0.0.1', null, -0.5, null);
--- as postgres
select * from x order by id
--- answer
2|NULL|\x|::1|f|Infinity|3.14
3|NULL|NULL|10.0.0.1|NULL|-0.5|NULL
9007199254740993|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|\xdeadbeef|192.168.0.1/24|t|0.1|1e+10
--- as postgres
select id from x where yes is not true order by id
--- answer
2
3
--- as postgres
select id, ip from x order by ip
--- answer
3|10.0.0.1
9007199254740993|192.168.0.1/24
2|::1
--- as postgres
select 'yes'::bool, 'off'::bool, true and null, null or true, not null::bool is null, 1::bool, true::int, 1e20::float8, 0.1::float8 + 0.2::float8, 1.0::float8, 'abc'::bytea, encode('\x01ff', 'hex'), md5('a')
--- answer
t|f|NULL|t|f|t|1|1e+20|0.30000000000000004|1|\x616263|01ff|0cc175b9c0f1b6a831c399e269772661
--- as postgres
select 'maybe'::bool
--- answer
error 22P02: invalid input syntax for type boolean: "maybe"
--- as postgres
select 'zz'::uuid
--- answer
error 22P02: invalid input syntax for type uuid: "zz"
--- as postgres
select sum(f), max(id), bool_and(yes), count(u), count(*), avg(id) from x where id < 10
--- answer
Infinity|3|f|0|2|2.5000000000000000
--- as postgres
select gen_random_uuid() is not null, gen_random_uuid() <> gen_random_uuid()
--- answer
t|t
