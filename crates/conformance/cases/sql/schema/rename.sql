-- Tables, columns and constraints get other names, and what names them follows.
create table person (id int primary key, nick text unique, age int constraint adult check (age >= 18), boss int references person);
create view grown as select nick, age from person where age > 20;
create index person_age on person (age);
alter table person enable row level security;
create policy see on person for select to authenticated using (age >= 18 and nick <> 'hidden');
insert into person values (1, 'ada', 36, null), (2, 'hidden', 30, 1);
alter table person rename column nick to handle;
alter table person rename age to years;
alter table person rename to people;
alter table people rename constraint adult to of_age;
alter view grown rename to grown_ups;
alter index person_age rename to people_years;
--- as postgres
select * from grown_ups order by nick
--- answer
ada|36
hidden|30
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select id, handle from people
--- answer
1|ada
--- as postgres
insert into people values (3, 'kid', 10)
--- answer
error 23514: new row for relation "people" violates check constraint "of_age"
detail: Failing row contains (3, kid, 10, null).
--- as postgres
insert into people values (3, 'ada', 20)
--- answer
error 23505: duplicate key value violates unique constraint "person_nick_key"
detail: Key (handle)=(ada) already exists.
--- as postgres
insert into people values (3, 'x', 20, 99)
--- answer
error 23503: insert or update on table "people" violates foreign key constraint "person_boss_fkey"
detail: Key (boss)=(99) is not present in table "people".
--- as postgres
select * from person
--- answer
error 42P01: relation "person" does not exist
--- as postgres
select nick from people
--- answer
error 42703: column "nick" does not exist
--- as postgres
select handle, years from people order by id
--- answer
ada|36
hidden|30
--- as authenticated {"sub": "11111111-1111-1111-1111-111111111111", "role": "authenticated"}
select nick from grown_ups order by nick
--- answer
ada
hidden
