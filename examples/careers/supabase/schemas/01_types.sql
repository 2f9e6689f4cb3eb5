-- The words that the other files speak in: enums, whose values sort as they are listed, and domains.

create type public.seniority as enum ('entry', 'mid', 'senior');

create type public.company_size as enum ('startup', 'small', 'medium', 'large', 'enterprise');

create type public.member_rank as enum ('recruiter', 'owner');

create type public.skill_kind as enum ('language', 'framework', 'data', 'api', 'testing', 'security', 'practice');

create type public.tool_kind as enum (
  'database', 'container', 'cloud', 'version control', 'testing', 'delivery', 'messaging', 'operations'
);

create type public.posting_status as enum ('draft', 'published', 'closed');

create type public.application_status as enum (
  'submitted', 'reviewing', 'interview', 'offered', 'hired', 'rejected', 'withdrawn'
);

create type public.interview_kind as enum ('phone', 'technical', 'team', 'final');

create type public.decision as enum ('open', 'accepted', 'declined');

create domain public.usd_per_year as numeric(12, 2)
  constraint not_negative check (value >= 0);

create domain public.slug as text
  constraint small_letters_and_dashes check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

create domain public.country_code as char(2)
  constraint two_capitals check (value ~ '^[A-Z]{2}$');

comment on type public.application_status is 'How far an application has come';
comment on domain public.usd_per_year is 'Money in US dollars a year, exact to the cent';
