-- A sequence that belongs to no column.
create sequence numbers start 10;
--- as postgres
select nextval('numbers')
--- answer
10
--- as postgres
select nextval('numbers')
--- answer
11
