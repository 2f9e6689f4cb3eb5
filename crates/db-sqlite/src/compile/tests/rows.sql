insert into authors (id, name, nick, mood, code) values
  (1, 'Ada', 'ada', 2, 'ab'),
  (2, 'Bob', 'BOB', 0, 'x'),
  (3, 'Cy', null, null, null);
insert into posts (id, author_id, title, price, tags, "key", rating, at, data, "public") values
  (1, 1, 'ten', '10', '{a,b}', x'11111111111111111111111111111111', 1.5, 0, '{"a": 1}', 1),
  (2, 1, 'nine', '9.00', '{}', x'22222222222222222222222222222222', 0.1, 1000000, null, 0),
  (3, 2, 'nine again', '9', '{a,NULL}', null, null, null, '[]', null),
  (4, null, 'none', null, null, null, null, null, null, 1);
