-- Companies, and the people who recruit for them.

create table public.companies (
  id uuid primary key default gen_random_uuid(),
  name varchar(80) not null,
  slug public.slug not null unique,
  about text not null default '',
  website text generated always as ('https://' || slug || '.example') stored,
  size public.company_size not null default 'small',
  city text not null,
  country public.country_code not null,
  founded_in smallint check (founded_in between 1800 and 2100),
  industries text[] not null default '{}',
  created_at timestamptz not null default now()
);

-- "Larkspur" and "larkspur" are one company.
create unique index companies_name_once on public.companies (lower(name));
create index companies_by_place on public.companies (country, city);
create index companies_by_industry on public.companies using gin (industries);

create table public.company_members (
  company_id uuid not null references public.companies (id) on delete cascade,
  person_id uuid not null references public.profiles (id) on delete cascade,
  rank public.member_rank not null default 'recruiter',
  joined_on date not null default current_date,
  primary key (company_id, person_id)
);

create index company_members_by_person on public.company_members (person_id);
create unique index company_members_one_owner on public.company_members (company_id) where rank = 'owner';

comment on table public.companies is 'Who offers work';
comment on table public.company_members is 'Who recruits for which company';
comment on index public.company_members_one_owner is 'A company has at most one owner';
