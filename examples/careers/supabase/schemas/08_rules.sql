-- Who may see and do what. Four kinds of people: visitors (anon), applicants and recruiters (authenticated; a recruiter
-- is somebody whom company_members names), and admins (authenticated, with "role": "admin" in their app_metadata).
--
-- A rule that asks another table is itself under that table's rules. They lead in one direction, never in a circle:
-- offers, interviews, notes → applications → postings → company_members, and profiles → applications.

alter table public.profiles enable row level security;
alter table public.companies enable row level security;
alter table public.company_members enable row level security;
alter table public.roles enable row level security;
alter table public.salary_bands enable row level security;
alter table public.skills enable row level security;
alter table public.tools enable row level security;
alter table public.postings enable row level security;
alter table public.posting_skills enable row level security;
alter table public.posting_tools enable row level security;
alter table public.saved_postings enable row level security;
alter table public.applications enable row level security;
alter table public.interviews enable row level security;
alter table public.application_notes enable row level security;
alter table public.offers enable row level security;

-- Visitors write nothing, and what is between recruiters or applicants isn't for them at all.
revoke insert, update, delete on all tables in schema public from anon;
revoke select on public.application_notes, public.saved_postings from anon;

-- An application stays with its posting and its applicant; of an offer only the answer changes.
revoke update on public.applications from authenticated;
grant update (status, cover_letter, cv, expected_salary) on public.applications to authenticated;
revoke update on public.offers from authenticated;
grant update (decision, answered_at) on public.offers to authenticated;

-- The vocabulary is everybody's to read.

create policy "everybody reads roles" on public.roles for select to anon, authenticated using (true);
create policy "everybody reads salary bands" on public.salary_bands for select to anon, authenticated using (true);
create policy "everybody reads skills" on public.skills for select to anon, authenticated using (true);
create policy "everybody reads tools" on public.tools for select to anon, authenticated using (true);

-- Companies and their members.

create policy "everybody reads companies" on public.companies for select to anon, authenticated using (true);

create policy "owners describe their company" on public.companies for update to authenticated
  using (exists (
    select 1 from public.company_members m
    where m.company_id = companies.id and m.person_id = (select auth.uid()) and m.rank = 'owner'
  ));

create policy "members see their own memberships" on public.company_members for select to authenticated
  using (person_id = (select auth.uid()));

-- Profiles.

create policy "people read their own profile" on public.profiles for select to authenticated
  using (id = (select auth.uid()));

create policy "everybody sees who posts a job" on public.profiles for select to anon, authenticated
  using (exists (
    select 1 from public.postings p
    where p.posted_by = profiles.id and p.status = 'published'
  ));

create policy "recruiters see who applies to them" on public.profiles for select to authenticated
  using (exists (
    select 1
    from public.applications a
    join public.postings p on p.id = a.posting_id
    join public.company_members m on m.company_id = p.company_id
    where a.applicant_id = profiles.id and m.person_id = (select auth.uid())
  ));

create policy "people write their own profile" on public.profiles for insert to authenticated
  with check (id = (select auth.uid()));

create policy "people change their own profile" on public.profiles for update to authenticated
  using (id = (select auth.uid()));

-- Postings. A closed one stays readable for those who sign in, so that applicants still see what they applied for.

create policy "visitors read what is published" on public.postings for select to anon
  using (status = 'published');

create policy "people read what is or was published" on public.postings for select to authenticated
  using (status <> 'draft');

create policy "recruiters read their own company's postings" on public.postings for select to authenticated
  using (company_id in (select m.company_id from public.company_members m where m.person_id = (select auth.uid())));

create policy "recruiters post for their own company" on public.postings for insert to authenticated
  with check (
    company_id in (select m.company_id from public.company_members m where m.person_id = (select auth.uid()))
  );

create policy "recruiters change their own company's postings" on public.postings for update to authenticated
  using (company_id in (select m.company_id from public.company_members m where m.person_id = (select auth.uid())));

create policy "recruiters throw away their own drafts" on public.postings for delete to authenticated
  using (
    status = 'draft'
    and company_id in (select m.company_id from public.company_members m where m.person_id = (select auth.uid()))
  );

-- What a posting asks for is as visible as the posting.

create policy "whoever reads a posting reads its skills" on public.posting_skills for select to anon, authenticated
  using (exists (select 1 from public.postings p where p.id = posting_skills.posting_id));

create policy "recruiters choose the skills" on public.posting_skills for all to authenticated
  using (exists (
    select 1 from public.postings p
    join public.company_members m on m.company_id = p.company_id
    where p.id = posting_skills.posting_id and m.person_id = (select auth.uid())
  ));

create policy "whoever reads a posting reads its tools" on public.posting_tools for select to anon, authenticated
  using (exists (select 1 from public.postings p where p.id = posting_tools.posting_id));

create policy "recruiters choose the tools" on public.posting_tools for all to authenticated
  using (exists (
    select 1 from public.postings p
    join public.company_members m on m.company_id = p.company_id
    where p.id = posting_tools.posting_id and m.person_id = (select auth.uid())
  ));

create policy "people keep their own list" on public.saved_postings for all to authenticated
  using (person_id = (select auth.uid()))
  with check (
    person_id = (select auth.uid())
    and exists (select 1 from public.postings p where p.id = saved_postings.posting_id)
  );

-- Applications.

create policy "applicants read their own applications" on public.applications for select to authenticated
  using (applicant_id = (select auth.uid()));

create policy "recruiters read applications to their company" on public.applications for select to authenticated
  using (exists (
    select 1
    from public.postings p
    join public.company_members m on m.company_id = p.company_id
    where p.id = applications.posting_id and m.person_id = (select auth.uid())
  ));

create policy "applicants apply to what is published" on public.applications for insert to authenticated
  with check (
    applicant_id = (select auth.uid())
    and status = 'submitted'
    and exists (select 1 from public.postings p where p.id = applications.posting_id and p.status = 'published')
  );

create policy "applicants improve or withdraw what nobody has read" on public.applications for update to authenticated
  using (applicant_id = (select auth.uid()) and status = 'submitted')
  with check (applicant_id = (select auth.uid()) and status in ('submitted', 'withdrawn'));

create policy "recruiters move applications on" on public.applications for update to authenticated
  using (exists (
    select 1
    from public.postings p
    join public.company_members m on m.company_id = p.company_id
    where p.id = applications.posting_id and m.person_id = (select auth.uid())
  ));

create policy "suspended people don't apply" on public.applications as restrictive for insert to authenticated
  with check (coalesce((auth.jwt() -> 'app_metadata' ->> 'suspended')::boolean, false) = false);

-- What follows an application: both sides read interviews and offers, recruiters write them, applicants answer.

create policy "both sides read interviews" on public.interviews for select to authenticated
  using (exists (select 1 from public.applications a where a.id = interviews.application_id));

create policy "recruiters arrange interviews" on public.interviews for all to authenticated
  using (exists (
    select 1
    from public.applications a
    join public.postings p on p.id = a.posting_id
    join public.company_members m on m.company_id = p.company_id
    where a.id = interviews.application_id and m.person_id = (select auth.uid())
  ));

create policy "recruiters read notes" on public.application_notes for select to authenticated
  using (exists (
    select 1
    from public.applications a
    join public.postings p on p.id = a.posting_id
    join public.company_members m on m.company_id = p.company_id
    where a.id = application_notes.application_id and m.person_id = (select auth.uid())
  ));

create policy "recruiters write notes in their own name" on public.application_notes for insert to authenticated
  with check (
    author_id = (select auth.uid())
    and exists (
      select 1
      from public.applications a
      join public.postings p on p.id = a.posting_id
      join public.company_members m on m.company_id = p.company_id
      where a.id = application_notes.application_id and m.person_id = (select auth.uid())
    )
  );

create policy "authors take back their notes" on public.application_notes for delete to authenticated
  using (author_id = (select auth.uid()));

create policy "both sides read offers" on public.offers for select to authenticated
  using (exists (select 1 from public.applications a where a.id = offers.application_id));

create policy "recruiters make offers" on public.offers for insert to authenticated
  with check (exists (
    select 1
    from public.applications a
    join public.postings p on p.id = a.posting_id
    join public.company_members m on m.company_id = p.company_id
    where a.id = offers.application_id and m.person_id = (select auth.uid())
  ));

create policy "applicants answer their offers" on public.offers for update to authenticated
  using (exists (
    select 1 from public.applications a
    where a.id = offers.application_id and a.applicant_id = (select auth.uid())
  ));

-- Admins.

create policy "admins do everything" on public.profiles for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.companies for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.company_members for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.roles for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.salary_bands for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.skills for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.tools for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.postings for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.posting_skills for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.posting_tools for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.saved_postings for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.applications for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.interviews for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.application_notes for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
create policy "admins do everything" on public.offers for all to authenticated
  using ((select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
