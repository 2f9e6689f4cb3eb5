-- uuid, bytea and inet: forms, order and functions.
create table x (id int primary key, u uuid unique, b bytea unique, ip inet, net cidr);
insert into x values (1, '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}', '\x00ff', '192.168.1.5', '192.168.0.0/16'), (2, 'a0eebc999c0b4ef8bb6d6bb9bd380a12', 'abc', '10.0.0.1/8', '10.0.0.0/8'), (3, '00000000-0000-0000-0000-000000000000', '\x', '::1', '::/0'), (4, null, null, null, null);
--- as postgres
select * from x order by u
--- answer
3|00000000-0000-0000-0000-000000000000|\x|::1|::/0
1|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|\x00ff|192.168.1.5|192.168.0.0/16
2|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12|\x616263|10.0.0.1/8|10.0.0.0/8
4|NULL|NULL|NULL|NULL
--- as postgres
select id from x order by b
--- answer
3
1
2
4
--- as postgres
select id from x order by ip
--- answer
2
1
3
4
--- as postgres
insert into x (id, u) values (5, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')
--- answer
error 23505: duplicate key value violates unique constraint "x_u_key"
detail: Key (u)=(a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11) already exists.
--- as postgres
insert into x (id, b) values (5, '\x616263')
--- answer
error 23505: duplicate key value violates unique constraint "x_b_key"
detail: Key (b)=(\x616263) already exists.
--- as postgres
select id from x where u > '00000000-0000-0000-0000-000000000000' order by id
--- answer
1
2
--- as postgres
select length(b), encode(b, 'hex'), encode(b, 'base64'), substring(b from 1 for 1), b || '\x01', get_byte(b, 0) from x where id = 1
--- answer
2|00ff|AP8=|\x00|\x00ff01|0
--- as postgres
select host(ip), masklen(ip), family(ip), ip << net, text(ip), network(ip), netmask(ip) from x where id < 4 order by id
--- answer
192.168.1.5|32|4|t|192.168.1.5/32|192.168.1.5/32|255.255.255.255
10.0.0.1|8|4|f|10.0.0.1/8|10.0.0.0/8|255.0.0.0
::1|128|6|t|::1/128|::1/128|ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
--- as postgres
select 'zz'::bytea, '\xzz'::bytea
--- answer
error 22023: invalid hexadecimal digit: "z"
--- as postgres
select '300.1.1.1'::inet
--- answer
error 22P02: invalid input syntax for type inet: "300.1.1.1"
--- as postgres
select gen_random_uuid() = gen_random_uuid(), length(gen_random_uuid()::text), u::text from x where id = 1
--- answer
f|36|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
--- as postgres
select id from x where ip = '10.0.0.1/8'
--- answer
2
--- as postgres
select '192.168.0.1/24'::cidr
--- answer
error 22P02: invalid cidr value: "192.168.0.1/24"
detail: Value has bits set to right of mask.
--- as postgres
select decode('ff00', 'hex'), convert_from('\xc3a9', 'UTF8'), convert_to('é', 'UTF8'), sha256('\x00')
--- answer
\xff00|é|\xc3a9|\x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
