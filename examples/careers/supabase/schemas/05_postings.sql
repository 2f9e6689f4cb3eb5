-- Jobs that companies offer, what they ask for, and who keeps them in mind.

create table public.postings (
  id bigint generated always as identity primary key,
  company_id uuid not null references public.companies (id) on delete cascade,
  role_id integer not null references public.roles (id) on delete restrict,
  level public.seniority not null references public.salary_bands (level) on update cascade,
  title text not null check (char_length(title) between 3 and 120),
  description text not null default '',
  status public.posting_status not null default 'draft',
  remote boolean not null default false,
  locations text[] not null default '{}',
  benefits jsonb not null default '{}',
  salary_from public.usd_per_year not null,
  salary_to public.usd_per_year not null,
  salary_middle numeric(12, 2) generated always as ((salary_from + salary_to) / 2) stored,
  openings smallint not null default 1 check (openings between 1 and 50),
  posted_by uuid default auth.uid() references public.profiles (id) on delete set null,
  search text generated always as (lower(title || ' ' || description)) stored,
  published_at timestamptz,
  closes_on date,
  created_at timestamptz not null default now(),
  constraint salary_runs_upwards check (salary_to >= salary_from),
  constraint published_has_a_time check (status = 'draft' or published_at is not null),
  constraint work_is_somewhere check (remote or cardinality(locations) > 0)
);

create index postings_newest on public.postings (published_at desc, id) where status = 'published';
create index postings_by_company on public.postings (company_id, status);
create index postings_by_role on public.postings (role_id, level);
create index postings_by_location on public.postings using gin (locations);
create index postings_by_benefit on public.postings using gin (benefits);

create table public.posting_skills (
  posting_id bigint not null references public.postings (id) on delete cascade,
  skill_id integer not null references public.skills (id) on delete restrict,
  required boolean not null default true,
  primary key (posting_id, skill_id)
);

create index posting_skills_by_skill on public.posting_skills (skill_id);

create table public.posting_tools (
  posting_id bigint not null references public.postings (id) on delete cascade,
  tool_id integer not null references public.tools (id) on delete restrict,
  primary key (posting_id, tool_id)
);

create index posting_tools_by_tool on public.posting_tools (tool_id);

create table public.saved_postings (
  person_id uuid not null default auth.uid() references public.profiles (id) on delete cascade,
  posting_id bigint not null references public.postings (id) on delete cascade,
  remark text,
  saved_at timestamptz not null default now(),
  primary key (person_id, posting_id)
);

comment on table public.postings is 'Jobs that companies offer';
comment on column public.postings.benefits is 'What comes with the pay: {"vacation_days": 30, "pension": true}';
comment on column public.postings.search is 'Title and description in small letters, to search in';
comment on table public.posting_skills is 'What a posting asks its applicants to know';
comment on table public.posting_tools is 'What a posting asks its applicants to have worked with';
comment on table public.saved_postings is 'Postings that a person keeps in mind, for themselves';
