-- Values are those of the columns below.
create domain positive as int check (value > 0);
create type mood as enum ('sad', 'happy');
create table things (id int primary key, size positive, mood mood, price numeric(6, 2), code varchar(3), at timestamptz, tags text[]);
create view shown as select id, size, mood as feeling, price, code, at, tags from things;
--- as service_role
insert into shown values (1, 5, 'happy', 10.567, 'abc', '2020-01-01 00:00:00+00', array['a', 'b']) returning *
--- answer
1|5|happy|10.57|abc|2020-01-01 00:00:00+00|{a,b}
--- as service_role
insert into shown (id, size) values (2, -1)
--- answer
error 23514: value for domain positive violates check constraint "positive_check"
--- as service_role
insert into shown (id, code) values (2, 'abcd')
--- answer
error 22001: value too long for type character varying(3)
--- as service_role
insert into shown (id, price) values (2, 123456)
--- answer
error 22003: numeric field overflow
detail: A field with precision 6, scale 2 must round to an absolute value less than 10^4.
--- as service_role
insert into shown (id, feeling) values (2, 'angry')
--- answer
error 22P02: invalid input value for enum mood: "angry"
--- as service_role
update shown set feeling = 'sad', price = price * 2, tags = tags || 'c' where feeling > 'sad' returning feeling, price, tags
--- answer
error 22P02: malformed array literal: "c"
detail: Array value must start with "{" or dimension information.
--- as service_role
insert into shown (id, at) values (3, '2021-05-05 10:00:00+02') returning at
--- answer
2021-05-05 08:00:00+00
