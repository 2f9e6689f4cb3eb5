-- Comments change nothing; names keep their case in quotes and lose it without.
create table "Mixed Case" ("Id" int primary key, "select" text, plain INT);
comment on table "Mixed Case" is 'a table with a space';
comment on column "Mixed Case"."Id" is 'it''s an id';
create view "View" as select "Id" as "ID", PLAIN as Plain from "Mixed Case";
insert into "Mixed Case" values (1, 'x', 2);
--- as postgres
select "Id", "select", PLAIN from "Mixed Case"
--- answer
1|x|2
--- as postgres
select * from "View"
--- answer
1|2
--- as postgres
select id from "Mixed Case"
--- answer
error 42703: column "id" does not exist
--- as postgres
select "ID" from view
--- answer
error 42P01: relation "view" does not exist
--- as postgres
select "Id" as "Out", plain "p q" from "Mixed Case" as "M" where "M"."Id" = 1
--- answer
1|2
