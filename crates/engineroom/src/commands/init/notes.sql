-- Notes that people keep for themselves or show to everybody. Change this file while `engineroom dev` runs: it follows.

create table public.notes (
  id bigint generated always as identity primary key,
  author uuid not null default auth.uid() references auth.users (id) on delete cascade,
  body text not null check (length(body) between 1 and 2000),
  published boolean not null default false,
  created_at timestamptz not null default now()
);

create index notes_author on public.notes (author);

comment on table public.notes is 'What people write down.';

-- Who may see and do what. Without a policy nobody may do anything.
alter table public.notes enable row level security;

create policy "everybody reads what is published"
  on public.notes for select
  to anon, authenticated
  using (published);

create policy "people do as they like with their own notes"
  on public.notes for all
  to authenticated
  using (author = auth.uid())
  with check (author = auth.uid());
