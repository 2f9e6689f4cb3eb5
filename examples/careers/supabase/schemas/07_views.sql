-- What a visitor's first page shows, under the rules of whoever asks.

create view public.open_postings with (security_invoker = true) as
select
  p.id,
  p.title,
  c.name as company,
  c.slug as company_slug,
  r.name as role,
  p.level,
  p.remote,
  p.locations,
  p.salary_from,
  p.salary_to,
  p.published_at,
  p.closes_on
from public.postings p
join public.companies c on c.id = p.company_id
join public.roles r on r.id = p.role_id
where p.status = 'published'
  and (p.closes_on is null or p.closes_on >= current_date);

comment on view public.open_postings is 'Published postings that still take applications';
