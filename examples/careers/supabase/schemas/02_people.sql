-- Everyone who signs in has a profile, which lives and dies with their account.

create table public.profiles (
  id uuid primary key default auth.uid() references auth.users (id) on delete cascade,
  full_name text not null check (char_length(full_name) between 1 and 120),
  headline text not null default '',
  city text,
  country public.country_code,
  years_of_experience smallint not null default 0 check (years_of_experience between 0 and 60),
  open_to_remote boolean not null default true,
  languages text[] not null default '{en}',
  links jsonb not null default '{}' check (jsonb_typeof(links) = 'object'),
  created_at timestamptz not null default now()
);

comment on table public.profiles is 'People: those who look for work and those who offer it';
comment on column public.profiles.languages is 'Spoken languages, as ISO 639 codes';
comment on column public.profiles.links is 'Where else to find this person: {"github": "…"}';
