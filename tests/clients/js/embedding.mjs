// Rows within rows, along foreign keys in all directions.

import { check, data, refusal } from './checks.mjs'
import { ada, applicant, client, company, secretKey } from './clients.mjs'

export async function embedding(url) {
  const api = client(url)
  const all = client(url, secretKey)
  await directions(api, all)
  await nested(api, all)
  await inside(api)
  await inner(api)
  await ambiguous(all)
}

async function directions(api, all) {
  await check(
    'many to one is an object',
    () => data(api.from('postings').select('id, companies(name, city)').eq('id', 5)),
    [{ id: 5, companies: { name: 'Tidewater Bank', city: 'Baltimore' } }],
  )
  await check(
    'one to many is a list',
    () =>
      data(
        api
          .from('companies')
          .select('name, postings(id)')
          .eq('slug', 'larkspur-systems')
          .order('id', { referencedTable: 'postings' }),
      ),
    [{ name: 'Larkspur Systems', postings: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 9 }] }],
  )
  await check(
    'many to many goes through the table between',
    () =>
      data(api.from('postings').select('id, skills(name)').eq('id', 1).order('name', { referencedTable: 'skills' })),
    [{ id: 1, skills: ['Code review', 'Django', 'Flask', 'Python', 'REST', 'SQL'].map((name) => ({ name })) }],
  )
  await check(
    'many to many goes the other way too',
    () =>
      data(
        api
          .from('tools')
          .select('name, postings(id)')
          .eq('name', 'Google Cloud')
          .lt('postings.id', 13)
          .order('id', { referencedTable: 'postings' }),
      ),
    [{ name: 'Google Cloud', postings: [{ id: 8 }, { id: 12 }] }],
  )
  await check(
    'one to one is an object',
    () => data(all.from('applications').select('id, offers(salary::text)').in('id', [4, 5]).order('id')),
    [
      { id: 4, offers: null },
      { id: 5, offers: { salary: '156750.38' } },
    ],
  )
  await check(
    'one to one goes back',
    () => data(all.from('offers').select('decision, applications(status)').eq('application_id', 5)),
    [{ decision: 'open', applications: { status: 'offered' } }],
  )
  await check(
    'an embed gets an alias',
    () => data(api.from('postings').select('id, employer:companies(name)').eq('id', 7)),
    [{ id: 7, employer: { name: 'Quillfeather' } }],
  )
  await check(
    'a table embeds itself by column and by name',
    () =>
      data(
        api
          .from('roles')
          .select('name, next:grows_into(name), from:roles(name)')
          .eq('slug', 'site-reliability-engineer')
          .order('name', { referencedTable: 'from' }),
      ),
    [
      {
        name: 'Site Reliability Engineer',
        next: { name: 'Software Architect' },
        from: [{ name: 'Cloud Engineer' }, { name: 'DevOps Engineer' }],
      },
    ],
  )
  await check('an enum is a key too', () => data(api.from('postings').select('id, salary_bands(lowest)').eq('id', 3)), [
    { id: 3, salary_bands: { lowest: 60000 } },
  ])
}

async function nested(api, all) {
  await check(
    'embeds nest three levels deep',
    () =>
      data(
        api
          .from('companies')
          .select('name, postings(id, posting_skills(required, skills(name)))')
          .eq('slug', 'quillfeather')
          .eq('postings.id', 7)
          .eq('postings.posting_skills.skill_id', 26),
      ),
    [{ name: 'Quillfeather', postings: [{ id: 7, posting_skills: [{ required: true, skills: { name: 'REST' } }] }] }],
  )
  await check(
    'an application knows its company through its posting',
    () => data(all.from('applications').select('status, postings(title, companies(slug))').eq('id', 6)),
    [{ status: 'submitted', postings: { title: 'Node.js Developer', companies: { slug: 'quillfeather' } } }],
  )
}

async function inside(api) {
  await check(
    'a filter inside leaves the outer rows',
    () =>
      data(
        api
          .from('companies')
          .select('slug, postings(id)')
          .in('slug', ['saltmarsh-robotics', 'paperkite'])
          .lt('postings.id', 9)
          .order('slug'),
      ),
    [
      { slug: 'paperkite', postings: [] },
      { slug: 'saltmarsh-robotics', postings: [{ id: 8 }] },
    ],
  )
  await check(
    'order and limit work inside',
    () =>
      data(
        api
          .from('companies')
          .select('slug, postings(id, salary_to)')
          .eq('slug', 'larkspur-systems')
          .order('salary_to', { ascending: false, referencedTable: 'postings' })
          .limit(2, { referencedTable: 'postings' }),
      ),
    [
      {
        slug: 'larkspur-systems',
        postings: [
          { id: 2, salary_to: 156250.75 },
          { id: 1, salary_to: 96000.2 },
        ],
      },
    ],
  )
  await check(
    'or works inside',
    () =>
      data(
        api
          .from('companies')
          .select('slug, postings(id)')
          .eq('slug', 'larkspur-systems')
          .or('id.eq.2,title.ilike.*stack*', { referencedTable: 'postings' })
          .order('id', { referencedTable: 'postings' }),
      ),
    [{ slug: 'larkspur-systems', postings: [{ id: 2 }, { id: 9 }] }],
  )
  await check(
    'rows sort by a column of what they embed',
    async () =>
      (
        await data(
          api
            .from('postings')
            .select('id, companies(name)')
            .order('companies(name)', { ascending: false })
            .order('id')
            .limit(3),
        )
      ).map((row) => row.id),
    [29, 69, 109],
  )
}

async function inner(api) {
  await check(
    'an inner embed filters the outer rows',
    async () => (await data(api.from('postings').select('id, skills!inner(name)').eq('skills.name', 'Rust'))).length,
    12,
  )
  await check(
    'an inner embed is counted exactly',
    async () =>
      (
        await api
          .from('postings')
          .select('id, companies!inner(country)', { count: 'exact', head: true })
          .eq('companies.country', 'SE')
      ).count,
    11,
  )
  await check(
    'one embed filters while another shows all',
    () =>
      data(
        api
          .from('postings')
          .select('id, asked:skills!inner(name), skills(name)')
          .eq('asked.name', 'Django')
          .eq('id', 1)
          .order('name', { referencedTable: 'skills' })
          .limit(2, { referencedTable: 'skills' }),
      ),
    [{ id: 1, asked: [{ name: 'Django' }], skills: [{ name: 'Code review' }, { name: 'Django' }] }],
  )
  await check(
    'an inner embed nests',
    async () =>
      (
        await data(
          api
            .from('companies')
            .select('slug, postings!inner(id, skills!inner(name))')
            .eq('postings.skills.name', 'Flask')
            .eq('country', 'SE'),
        )
      ).length,
    1,
  )
}

async function ambiguous(all) {
  const applications = (columns) => all.from('applications').select(columns).eq('id', 1)
  await check('two foreign keys to one table need a hint', () => refusal(applications('id, profiles(full_name)')), [
    300,
    'PGRST201',
  ])
  await check(
    'the refusal names the hints',
    async () => {
      const { error } = await applications('id, profiles(full_name)')
      return [
        error.hint.includes('profiles!applications_applicant_id_fkey'),
        error.hint.includes('profiles!applications_referred_by_fkey'),
        error.details.length,
      ]
    },
    [true, true, 2],
  )
  await check('a column is a hint', () => data(applications('profiles!applicant_id(id)')), [
    { profiles: { id: ada.id } },
  ])
  await check('a constraint is a hint', () => data(applications('who:profiles!applications_referred_by_fkey(id)')), [
    { who: { id: applicant(7) } },
  ])
  await check(
    'a junction is a hint',
    () => data(all.from('profiles').select('full_name, companies!company_members(id)').eq('id', ada.id)),
    [{ full_name: 'Ada Osei', companies: [] }],
  )
  await check('no relationship is said', () => refusal(all.from('skills').select('name, companies(name)')), [
    400,
    'PGRST200',
  ])
  await check('a hint that fits nothing is said', () => refusal(applications('profiles!nobody(id)')), [400, 'PGRST200'])
  await check(
    'an owner is found through the company',
    () => data(all.from('companies').select('id, company_members(rank, profiles(full_name))').eq('id', company(1))),
    [{ id: company(1), company_members: [{ rank: 'owner', profiles: { full_name: 'Grace Lindqvist' } }] }],
  )
}
