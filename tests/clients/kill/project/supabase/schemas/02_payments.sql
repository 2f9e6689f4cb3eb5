-- What is written once: nothing in the schema would notice a payment that is made twice.

create table public.payments (
  id bigint generated always as identity primary key,
  reference text not null,
  state text not null default 'new'
);

create index payments_by_reference on public.payments (reference);

alter table public.payments enable row level security;
