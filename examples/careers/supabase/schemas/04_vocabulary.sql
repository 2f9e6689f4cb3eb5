-- What a posting is described with: the kind of job, the level and its pay, skills and tools.

create table public.roles (
  id integer generated always as identity primary key,
  name text not null unique,
  slug public.slug not null unique,
  summary text not null default '',
  grows_into integer references public.roles (id) on delete set null
);

create table public.salary_bands (
  level public.seniority primary key,
  title text not null,
  lowest public.usd_per_year not null,
  highest public.usd_per_year,
  constraint band_is_not_empty check (highest is null or highest > lowest)
);

create table public.skills (
  id integer generated always as identity primary key,
  name text not null unique,
  kind public.skill_kind not null
);

create table public.tools (
  id integer generated always as identity primary key,
  name text not null unique,
  kind public.tool_kind not null,
  open_source boolean not null default true
);

comment on table public.roles is 'Kinds of jobs in backend work';
comment on column public.roles.grows_into is 'The usual next step of a career';
comment on table public.salary_bands is 'What a level pays in US dollars a year';
comment on column public.salary_bands.highest is 'Null where there is no upper end';
comment on table public.skills is 'What one knows';
comment on table public.tools is 'What one works with';
