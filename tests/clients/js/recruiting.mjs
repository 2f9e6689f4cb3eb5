// Grace, a recruiter of two companies, and Edsger, an admin.

import { check, data, ids, refusal, status } from './checks.mjs'
import { ada, company, edsger, grace, signedIn } from './clients.mjs'

export async function recruiting(url) {
  const api = await signedIn(url, grace)
  await seeing(api)
  await posting(api)
  await deciding(api)
  await administering(await signedIn(url, edsger))
}

async function seeing(api) {
  await check(
    'a recruiter sees the drafts of her companies',
    () => ids(api.from('postings').select('id').eq('status', 'draft').order('id')),
    [10, 40, 80, 120, 160, 200, 240, 280],
  )
  await check(
    'a recruiter sees her memberships',
    () => data(api.from('company_members').select('company_id, rank, joined_on').order('rank')),
    [
      { company_id: company(2), rank: 'recruiter', joined_on: '2024-02-29' },
      { company_id: company(1), rank: 'owner', joined_on: '2020-01-31' },
    ],
  )
  await check(
    'a recruiter sees applications to her companies only',
    async () => {
      const rows = await data(api.from('applications').select('id, postings(company_id)'))
      return [...new Set(rows.map((row) => row.postings.company_id))].sort()
    },
    [company(1), company(2)],
  )
  await check(
    "a recruiter sees an applicant's name",
    () => data(api.from('applications').select('applicant:profiles!applicant_id(full_name)').eq('id', 1)),
    [{ applicant: { full_name: 'Ada Osei' } }],
  )
  await check(
    'a recruiter does not see an application to others',
    () => ids(api.from('applications').select('id').eq('id', 6)),
    [],
  )
  await check(
    'a recruiter reads the notes on her applications',
    async () => (await api.from('application_notes').select('id', { count: 'exact', head: true })).count,
    18,
  )
  await check("a recruiter sees nobody's saved postings", () => data(api.from('saved_postings').select()), [])
}

async function posting(api) {
  const draft = {
    company_id: company(2),
    role_id: 2,
    level: 'mid',
    title: 'Backend Developer',
    remote: true,
    salary_from: '80000.10',
    salary_to: '90000.20',
  }
  let id
  await check(
    'a recruiter writes a draft',
    async () => {
      const row = await data(
        api
          .from('postings')
          .insert(draft)
          .select('id, status, posted_by, salary_middle::text, search, openings')
          .single(),
      )
      id = row.id
      return { ...row, id: row.id > 300 }
    },
    {
      id: true,
      status: 'draft',
      posted_by: grace.id,
      salary_middle: '85000.15',
      search: 'backend developer ',
      openings: 1,
    },
  )
  await check(
    'a recruiter asks for skills',
    () =>
      data(
        api
          .from('posting_skills')
          .insert([
            { posting_id: id, skill_id: 1, required: true },
            { posting_id: id, skill_id: 2, required: false },
          ])
          .select('skills(name), required')
          .order('skill_id'),
      ),
    [
      { skills: { name: 'SQL' }, required: true },
      { skills: { name: 'Python' }, required: false },
    ],
  )
  await check(
    'a draft cannot be published without a time',
    () => refusal(api.from('postings').update({ status: 'published' }).eq('id', id)),
    [400, '23514'],
  )
  await check(
    'a recruiter publishes',
    () =>
      data(
        api
          .from('postings')
          .update({ status: 'published', published_at: '2026-01-02T03:04:05Z' })
          .eq('id', id)
          .select('status, published_at'),
      ),
    [{ status: 'published', published_at: '2026-01-02T03:04:05+00:00' }],
  )
  await check(
    'a recruiter does not post for another company',
    () => refusal(api.from('postings').insert({ ...draft, company_id: company(3) })),
    [403, '42501'],
  )
  await check(
    'a recruiter does not hand a posting to another company',
    () =>
      refusal(
        api
          .from('postings')
          .update({ company_id: company(3) })
          .eq('id', id),
      ),
    [403, '42501'],
  )
  await check(
    'a recruiter changes no posting of others',
    () => data(api.from('postings').update({ title: 'Mine now' }).eq('id', 7).select('id')),
    [],
  )
  await check(
    'a recruiter throws away drafts only',
    () => ids(api.from('postings').delete().in('id', [1, 7, 280]).select('id')),
    [280],
  )
  await check(
    'an owner describes her company and no other',
    () =>
      ids(
        api
          .from('companies')
          .update({ about: 'Booking engines for hotels of all sizes.' })
          .in('id', [company(1), company(2), company(3)])
          .select('id'),
      ),
    [company(1)],
  )
}

async function deciding(api) {
  await check(
    'a recruiter moves an application on',
    () => data(api.from('applications').update({ status: 'reviewing' }).eq('id', 2).select('id, status')),
    [{ id: 2, status: 'reviewing' }],
  )
  await check(
    'a recruiter writes a note in her own name',
    () =>
      data(
        api
          .from('application_notes')
          .insert({ application_id: 1, stars: 5, body: 'Knows what an index is for.' })
          .select('author_id, stars')
          .single(),
      ),
    { author_id: grace.id, stars: 5 },
  )
  await check(
    'a recruiter writes no note in another name',
    () => refusal(api.from('application_notes').insert({ application_id: 1, body: 'Said Ada.', author_id: ada.id })),
    [403, '42501'],
  )
  await check(
    'a recruiter writes no note elsewhere',
    () => refusal(api.from('application_notes').insert({ application_id: 6, body: 'Not mine.' })),
    [403, '42501'],
  )
  await check(
    'six stars are too many',
    () => refusal(api.from('application_notes').insert({ application_id: 1, stars: 6, body: 'Very good.' })),
    [400, '23514'],
  )
  await check(
    'a recruiter arranges an interview',
    () =>
      data(
        api
          .from('interviews')
          .insert({ application_id: 1, kind: 'team', starts_at: '2030-05-06 07:08:09+02', lasts: '90 minutes' })
          .select('kind, starts_at, lasts, place')
          .single(),
      ),
    { kind: 'team', starts_at: '2030-05-06T05:08:09+00:00', lasts: '01:30:00', place: 'video call' },
  )
  await check(
    'an interview of a kind happens once',
    () =>
      refusal(api.from('interviews').insert({ application_id: 1, kind: 'team', starts_at: '2030-05-07T00:00:00Z' })),
    [409, '23505'],
  )
  await check(
    'a recruiter makes an offer',
    () => status(api.from('offers').insert({ application_id: 1, salary: 93000, starts_on: '2030-06-01' })),
    201,
  )
}

async function administering(api) {
  const count = async (table) => (await api.from(table).select('*', { count: 'exact', head: true })).count
  await check(
    'an admin sees every draft',
    async () => (await api.from('postings').select('*', { count: 'exact', head: true }).eq('status', 'draft')).count,
    29,
  )
  await check('an admin sees every application', () => count('applications'), 503)
  await check('an admin sees every profile', () => count('profiles'), 162)
  await check(
    'an admin adds to the vocabulary',
    () => data(api.from('tools').insert({ name: 'Engineroom', kind: 'database' }).select('name, open_source').single()),
    { name: 'Engineroom', open_source: true },
  )
  await check(
    'an admin deletes what nobody uses',
    () => data(api.from('tools').delete().eq('name', 'Engineroom').select('name')),
    [{ name: 'Engineroom' }],
  )
  await check(
    'what is used stays',
    async () => {
      const { status, error } = await api.from('skills').delete().eq('name', 'SQL')
      return [status, error.code]
    },
    [409, '23503'],
  )
}
