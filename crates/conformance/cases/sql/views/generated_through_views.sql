-- Generated and identity columns behind views.
create table items (id int generated always as identity primary key, price int, tax int generated always as (price / 10) stored);
create view shown as select id, price, tax from items;
--- as service_role
insert into shown (price) values (100) returning *
--- answer
1|100|10
--- as service_role
insert into shown (id, price) values (5, 200)
--- answer
error 428C9: cannot insert a non-DEFAULT value into column "id"
detail: Column "id" is an identity column defined as GENERATED ALWAYS.
--- as service_role
insert into shown (price, tax) values (5, 200)
--- answer
error 428C9: cannot insert a non-DEFAULT value into column "tax"
detail: Column "tax" is a generated column.
--- as service_role
insert into shown (id, price, tax) values (default, 300, default) returning *
--- answer
2|300|30
--- as service_role
insert into shown (id, price) overriding system value values (50, 200) returning *
--- answer
50|200|20
--- as service_role
insert into shown (id, price) overriding user value values (50, 400) returning *
--- answer
3|400|40
--- as service_role
update shown set tax = 1
--- answer
error 428C9: column "tax" can only be updated to DEFAULT
detail: Column "tax" is a generated column.
--- as service_role
update shown set id = 7
--- answer
error 428C9: column "id" can only be updated to DEFAULT
detail: Column "id" is an identity column defined as GENERATED ALWAYS.
--- as service_role
update shown set price = 50, tax = default where id = 1 returning *
--- answer
error 428C9: column "tax" can only be updated to DEFAULT
detail: Column "tax" is a generated column.
