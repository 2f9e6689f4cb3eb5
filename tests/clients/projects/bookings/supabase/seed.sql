insert into rooms (name, kind, seats, features, details, description, closed_at) values
  ('Ada', 'desk', 1, '{window}', '{"floor": 1, "tags": ["quiet"]}', 'A quiet desk beside a window', null),
  ('Grace', 'meeting', 8, '{window,screen}', '{"floor": 2}', 'Meetings with a large screen', null),
  ('Linus', 'meeting', 4, '{screen}', '{"floor": 2, "tags": ["quiet", "new"]}', 'Small and quiet meetings', null),
  ('Hedy', 'hall', 200, '{}', '{}', 'The hall for everybody', '2026-01-01 00:00:00+00');
insert into bookings (room_id, person, during, price) values
  (1, 'bo', '[2026-03-01 09:00+00, 2026-03-01 10:00+00)', 5.00),
  (2, 'cy', '[2026-03-01 10:00+00, 2026-03-01 14:00+00)', 40.50),
  (2, 'di', '[2026-03-02 08:00+00, 2026-03-02 09:00+00)', 10.00),
  (3, 'secret', '[2026-03-03 08:00+00, 2026-03-03 18:00+00)', 99.99);
insert into billing.invoices values (1, 12345678.90);
