-- What a new database begins with. It runs once, and again after `engineroom db reset`; never on `engineroom start`.
--
-- sign in: rosa@example.test / write-it-down

insert into auth.users
  (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
   created_at, updated_at)
values
  ('00000000-0000-0000-0000-000000000000', '11111111-1111-4111-8111-111111111111', 'authenticated', 'authenticated',
   'rosa@example.test', '$2a$10$Vq1mTtYk7oZ3bX9cLw2eFuC9j0hcObUH4Dzohew47hT4s8uWSnAa.', now(),
   '{"provider": "email", "providers": ["email"]}', '{"full_name": "Rosa"}', now(), now());

insert into public.notes (author, body, published) values
  ('11111111-1111-4111-8111-111111111111', 'Everybody can read this note.', true),
  ('11111111-1111-4111-8111-111111111111', 'Only Rosa can read this one.', false);
