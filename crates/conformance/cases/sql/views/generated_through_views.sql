-- Generated and identity columns behind views.
create table items (id int generated always as identity primary key, price int, tax int generated always as (price / 10) stored);
create view shown as select id, price, tax from items;
--- as service_role
insert into shown (price) values (100) returning *
--- answer
--- as service_role
insert into shown (id, price) values (5, 200)
--- answer
--- as service_role
insert into shown (price, tax) values (5, 200)
--- answer
--- as service_role
insert into shown (id, price, tax) values (default, 300, default) returning *
--- answer
--- as service_role
insert into shown (id, price) overriding system value values (50, 200) returning *
--- answer
--- as service_role
insert into shown (id, price) overriding user value values (50, 400) returning *
--- answer
--- as service_role
update shown set tax = 1
--- answer
--- as service_role
update shown set id = 7
--- answer
--- as service_role
update shown set price = 50, tax = default where id = 1 returning *
--- answer
