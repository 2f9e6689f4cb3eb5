insert into shelves (id, name) values (1, 'left'), (2, 'right');
insert into articles (id, name, price, shelf_id) values
  (1, 'pen', 1.50, 1), (2, 'paper', 12.00, 1), (3, 'desk', 1234567890123456.78, 2);
