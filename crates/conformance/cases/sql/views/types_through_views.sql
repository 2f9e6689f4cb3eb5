-- Values are those of the columns below.
create domain positive as int check (value > 0);
create type mood as enum ('sad', 'happy');
create table things (id int primary key, size positive, mood mood, price numeric(6, 2), code varchar(3), at timestamptz, tags text[]);
create view shown as select id, size, mood as feeling, price, code, at, tags from things;
--- as service_role
insert into shown values (1, 5, 'happy', 10.567, 'abc', '2020-01-01 00:00:00+00', array['a', 'b']) returning *
--- answer
--- as service_role
insert into shown (id, size) values (2, -1)
--- answer
--- as service_role
insert into shown (id, code) values (2, 'abcd')
--- answer
--- as service_role
insert into shown (id, price) values (2, 123456)
--- answer
--- as service_role
insert into shown (id, feeling) values (2, 'angry')
--- answer
--- as service_role
update shown set feeling = 'sad', price = price * 2, tags = tags || 'c' where feeling > 'sad' returning feeling, price, tags
--- answer
--- as service_role
insert into shown (id, at) values (3, '2021-05-05 10:00:00+02') returning at
--- answer
