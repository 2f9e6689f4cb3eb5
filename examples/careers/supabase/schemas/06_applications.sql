-- What follows when somebody applies: interviews, notes among recruiters, an offer.

create table public.applications (
  id bigint generated always as identity primary key,
  posting_id bigint not null references public.postings (id) on delete cascade,
  applicant_id uuid not null default auth.uid() references public.profiles (id) on delete cascade,
  referred_by uuid references public.profiles (id) on delete set null,
  status public.application_status not null default 'submitted',
  cover_letter text not null default '' check (char_length(cover_letter) <= 10000),
  cv jsonb not null default '{}',
  expected_salary public.usd_per_year,
  submitted_at timestamptz not null default now(),
  constraint applications_once unique (posting_id, applicant_id),
  constraint cv_is_an_object check (jsonb_typeof(cv) = 'object'),
  constraint nobody_refers_themselves check (referred_by is distinct from applicant_id)
);

create index applications_by_applicant on public.applications (applicant_id, submitted_at desc);
create index applications_waiting on public.applications (posting_id) where status in ('submitted', 'reviewing');

create table public.interviews (
  id uuid primary key default gen_random_uuid(),
  application_id bigint not null references public.applications (id) on delete cascade,
  interviewer_id uuid references public.profiles (id) on delete set null,
  kind public.interview_kind not null default 'phone',
  starts_at timestamptz not null,
  lasts interval not null default '45 minutes' check (lasts > interval '0'),
  place text not null default 'video call',
  created_at timestamptz not null default now(),
  unique (application_id, kind)
);

create index interviews_by_time on public.interviews (starts_at);

create table public.application_notes (
  id bigint generated always as identity primary key,
  application_id bigint not null references public.applications (id) on delete cascade,
  author_id uuid default auth.uid() references public.profiles (id) on delete set null,
  stars smallint check (stars between 1 and 5),
  body text not null check (body <> ''),
  written_at timestamptz not null default now()
);

create index application_notes_by_application on public.application_notes (application_id, written_at);

create table public.offers (
  application_id bigint primary key references public.applications (id) on delete cascade,
  salary public.usd_per_year not null,
  starts_on date not null,
  decision public.decision not null default 'open',
  answered_at timestamptz,
  made_at timestamptz not null default now(),
  constraint answered_has_a_time check ((decision = 'open') = (answered_at is null))
);

comment on table public.applications is 'One person asks for one job';
comment on column public.applications.cv is 'The curriculum vitae: {"years": 7, "summary": "…", "skills": ["…"]}';
comment on table public.interviews is 'Conversations with applicants';
comment on table public.application_notes is 'What recruiters write for each other; applicants never see it';
comment on table public.offers is 'At most one for an application';
