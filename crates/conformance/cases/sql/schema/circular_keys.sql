-- Tables that refer to each other, joined later; and to themselves.
create table teams (id int primary key, lead int);
create table people (id int primary key, team int references teams (id), mentor int references people);
alter table teams add foreign key (lead) references people (id) deferrable initially deferred;
insert into teams values (1, null);
insert into people values (1, 1, null), (2, 1, 1);
update teams set lead = 2;
--- as postgres
insert into teams values (2, 3)
--- answer
error 23503: insert or update on table "teams" violates foreign key constraint "teams_lead_fkey"
detail: Key (lead)=(3) is not present in table "people".
--- as postgres
select * from teams
--- answer
1|2
--- as postgres
insert into people values (4, 1, 4) returning mentor
--- answer
4
--- as postgres
delete from people where id = 2
--- answer
error 23503: update or delete on table "people" violates foreign key constraint "teams_lead_fkey" on table "teams"
detail: Key (id)=(2) is still referenced from table "teams".
--- as postgres
insert into people values (5, 1, 6), (6, 1, 5) returning id
--- answer
5
6
