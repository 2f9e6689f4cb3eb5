// Ada, an applicant, and a person who signs up to become one.

import { check, data, ids, refusal, status } from './checks.mjs'
import { ada, applicant, client, signed, signedIn } from './clients.mjs'

export async function applying(url) {
  const api = await signedIn(url, ada)
  await seeing(api)
  await sending(api)
  await changing(api)
  await suspended(url)
  await newcomer(url)
}

async function seeing(api) {
  await check(
    'an applicant sees her own applications only',
    () => data(api.from('applications').select('id, posting_id, status').order('id')),
    [
      [1, 1, 'interview'],
      [2, 2, 'rejected'],
      [3, 4, 'withdrawn'],
      [4, 5, 'reviewing'],
      [5, 6, 'offered'],
      [6, 7, 'submitted'],
    ].map(([id, posting_id, status]) => ({ id, posting_id, status })),
  )
  await check(
    'an applicant still sees the closed posting she applied for',
    () => data(api.from('applications').select('postings(title, status)').eq('id', 3)),
    [{ postings: { title: 'Test Automation Engineer', status: 'closed' } }],
  )
  await check('an applicant sees no draft', () => ids(api.from('postings').select('id').eq('status', 'draft')), [])
  await check(
    'an applicant sees no application through a posting but hers',
    () => data(api.from('postings').select('id, applications(applicant_id)').in('id', [1, 2]).order('id')),
    [1, 2].map((id) => ({ id, applications: [{ applicant_id: ada.id }] })),
  )
  await check(
    'an applicant sees her interviews',
    () => data(api.from('interviews').select('kind, lasts').eq('application_id', 1).order('kind')),
    [
      { kind: 'phone', lasts: '00:30:00' },
      { kind: 'technical', lasts: '01:30:00' },
    ],
  )
  await check(
    'an applicant counts her interviews only',
    async () => (await api.from('interviews').select('id', { count: 'exact', head: true })).count,
    5,
  )
  await check('an applicant sees no notes of recruiters', () => data(api.from('application_notes').select()), [])
  await check(
    'an applicant finds no notes through her applications',
    () => data(api.from('applications').select('id, application_notes(body)').eq('id', 1)),
    [{ id: 1, application_notes: [] }],
  )
  await check(
    'an applicant sees her own profile and no other applicant',
    () => ids(api.from('profiles').select('id').like('full_name', 'A%').neq('headline', 'Recruiter')),
    [ada.id],
  )
  await check(
    'her referrer stays hidden to her',
    () => data(api.from('applications').select('referred_by, who:profiles!referred_by(full_name)').eq('id', 1)),
    [{ referred_by: applicant(7), who: null }],
  )
}

async function sending(api) {
  let sent
  await check(
    'an applicant applies, and defaults say who she is',
    async () => {
      sent = await data(
        api
          .from('applications')
          .insert({ posting_id: 8, cover_letter: 'Oysters!' })
          .select('id, posting_id, applicant_id, status, cv')
          .single(),
      )
      const { id, ...rest } = sent
      return [id > 500, rest]
    },
    [true, { posting_id: 8, applicant_id: ada.id, status: 'submitted', cv: {} }],
  )
  await check(
    'nobody applies twice',
    async () => {
      const { status, error } = await api.from('applications').insert({ posting_id: 8 })
      return [status, error.code, error.message]
    },
    [409, '23505', 'duplicate key value violates unique constraint "applications_once"'],
  )
  await check('nobody applies for a draft', () => refusal(api.from('applications').insert({ posting_id: 10 })), [
    403,
    '42501',
  ])
  await check(
    'nobody applies for a closed posting',
    () => refusal(api.from('applications').insert({ posting_id: 26 })),
    [403, '42501'],
  )
  await check(
    'nobody hires herself on the way in',
    async () => {
      const { status, error } = await api.from('applications').insert({ posting_id: 9, status: 'hired' })
      return [status, error.code, error.message]
    },
    [403, '42501', 'new row violates row-level security policy for table "applications"'],
  )
  await check(
    'nobody applies in the name of another',
    () => refusal(api.from('applications').insert({ posting_id: 9, applicant_id: applicant(2) })),
    [403, '42501'],
  )
  await check(
    'nobody applies for what does not exist',
    () => refusal(api.from('applications').insert({ posting_id: 999999 })),
    [403, '42501'],
  )
  await check(
    'the rule speaks before the check',
    () => refusal(api.from('applications').insert({ posting_id: 9, status: 'hired', referred_by: ada.id })),
    [403, '42501'],
  )
  await check(
    'what the rule allows the check may refuse',
    () => refusal(api.from('applications').insert({ posting_id: 9, referred_by: ada.id })),
    [400, '23514'],
  )
}

async function changing(api) {
  await check(
    'an applicant improves what nobody has read',
    () =>
      data(
        api
          .from('applications')
          .update({ cover_letter: 'I have read yours twice.' })
          .eq('id', 6)
          .select('id, cover_letter')
          .single(),
      ),
    { id: 6, cover_letter: 'I have read yours twice.' },
  )
  await check(
    'an applicant withdraws',
    () => data(api.from('applications').update({ status: 'withdrawn' }).eq('posting_id', 8).select('status')),
    [{ status: 'withdrawn' }],
  )
  await check(
    'an applicant does not hire herself',
    () => refusal(api.from('applications').update({ status: 'hired' }).eq('id', 6)),
    [403, '42501'],
  )
  await check(
    'an application in review can no longer be changed',
    () => data(api.from('applications').update({ status: 'withdrawn' }).eq('id', 1).select('id')),
    [],
  )
  await check(
    'an application stays with its applicant',
    async () => {
      const { status, error } = await api
        .from('applications')
        .update({ applicant_id: applicant(2) })
        .eq('id', 6)
      return [status, error.code, error.message]
    },
    [403, '42501', 'permission denied for table applications'],
  )
  await check(
    'nothing is deleted that may not be',
    () => data(api.from('applications').delete().eq('id', 6).select('id')),
    [],
  )
  await check(
    'an applicant accepts an offer',
    () =>
      data(
        api
          .from('offers')
          .update({ decision: 'accepted', answered_at: '2030-01-02T03:04:05.678901+02:00' })
          .eq('application_id', 5)
          .select('decision, answered_at'),
      ),
    [{ decision: 'accepted', answered_at: '2030-01-02T01:04:05.678901+00:00' }],
  )
  await check(
    'an offer says the same salary for ever',
    () => refusal(api.from('offers').update({ salary: 999999 }).eq('application_id', 5)),
    [403, '42501'],
  )
  await check(
    'an answer needs its time',
    () => refusal(api.from('offers').update({ decision: 'declined', answered_at: null }).eq('application_id', 5)),
    [400, '23514'],
  )
  await check('an applicant saves a posting', () => status(api.from('saved_postings').insert({ posting_id: 7 })), 201)
  await check(
    'an applicant saves it again with another remark',
    () =>
      data(
        api
          .from('saved_postings')
          .upsert({ person_id: ada.id, posting_id: 7, remark: 'Still good' })
          .select('posting_id, remark'),
      ),
    [{ posting_id: 7, remark: 'Still good' }],
  )
  await check('a draft cannot be saved', () => refusal(api.from('saved_postings').insert({ posting_id: 10 })), [
    403,
    '42501',
  ])
  await check(
    'an applicant writes no notes',
    () => refusal(api.from('application_notes').insert({ application_id: 1, body: 'Hire her.' })),
    [403, '42501'],
  )
  await check(
    'an applicant changes her own profile',
    () =>
      data(
        api
          .from('profiles')
          .update({ links: { github: 'https://github.example/ada' } })
          .eq('id', ada.id)
          .select('links'),
      ),
    [{ links: { github: 'https://github.example/ada' } }],
  )
  await check(
    'an applicant changes no other profile',
    () => data(api.from('profiles').update({ headline: 'Gone' }).neq('id', ada.id).select('id')),
    [],
  )
}

async function suspended(url) {
  const claims = {
    sub: applicant(7),
    role: 'authenticated',
    aud: 'authenticated',
    exp: Math.floor(Date.now() / 1000) + 60,
  }
  const as = (more) => client(url, undefined, { Authorization: `Bearer ${signed({ ...claims, ...more })}` })
  await check(
    'a restrictive rule stops who is suspended',
    async () => {
      const { status, error } = await as({ app_metadata: { suspended: true } })
        .from('applications')
        .insert({ posting_id: 9 })
      return [status, error.code, error.message]
    },
    [
      403,
      '42501',
      'new row violates row-level security policy "suspended people don\'t apply" for table "applications"',
    ],
  )
  await check(
    'a token signed with the shared secret is believed',
    () => status(as({}).from('applications').insert({ posting_id: 9 })),
    201,
  )
}

async function newcomer(url) {
  const api = client(url)
  const person = { email: 'newcomer@careers.test', password: 'first-day-here' }
  let id
  await check(
    'a newcomer signs up',
    async () => {
      const { data, error } = await api.auth.signUp(person)
      id = data.user?.id
      return [error, data.session?.token_type, data.user?.role]
    },
    [null, 'bearer', 'authenticated'],
  )
  await check(
    'a newcomer writes a profile, and defaults say whose',
    () =>
      data(
        api
          .from('profiles')
          .insert({ full_name: 'Nia Comer', languages: ['en', 'sw'] })
          .select('id, full_name, languages')
          .single(),
      ),
    { id, full_name: 'Nia Comer', languages: ['en', 'sw'] },
  )
  await check(
    "a newcomer takes nobody else's profile",
    () => refusal(api.from('profiles').insert({ id: ada.id, full_name: 'Not Ada' })),
    [403, '42501'],
  )
  await check('a newcomer applies', () => status(api.from('applications').insert({ posting_id: 1 })), 201)
  await check(
    'a newcomer sees one application',
    async () => (await data(api.from('applications').select('posting_id'))).length,
    1,
  )
}
