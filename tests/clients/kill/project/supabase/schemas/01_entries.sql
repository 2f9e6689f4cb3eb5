-- What the test writes while the program is killed: accounts, and entries that hang on them.

create table public.accounts (
  id uuid primary key,
  name text not null unique
);

create table public.entries (
  id bigint generated always as identity primary key,
  account_id uuid not null references public.accounts (id) on delete cascade,
  batch text not null,
  part smallint not null,
  written_at timestamptz not null default now(),
  constraint entries_once unique (batch, part)
);

create index entries_by_account on public.entries (account_id, part);

alter table public.accounts enable row level security;
alter table public.entries enable row level security;
