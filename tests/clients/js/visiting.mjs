// What a visitor sees and can't do.

import { check, data, ids, refusal } from './checks.mjs'
import { client, company } from './clients.mjs'

export async function visiting(url) {
  const api = client(url)
  const count = async (table) => (await api.from(table).select('*', { count: 'exact', head: true })).count
  for (const [table, rows] of [
    ['companies', 40],
    ['roles', 12],
    ['skills', 40],
    ['tools', 30],
    ['postings', 248],
    ['posting_skills', 1214],
    ['open_postings', 248],
  ]) {
    await check(`a visitor sees ${rows} rows of ${table}`, () => count(table), rows)
  }
  for (const table of ['applications', 'interviews', 'offers', 'company_members']) {
    await check(`a visitor finds ${table} empty`, () => data(api.from(table).select()), [])
  }
  for (const table of ['application_notes', 'saved_postings']) {
    await check(
      `${table} are closed to a visitor`,
      async () => {
        const { status, error } = await api.from(table).select()
        return [status, error.code, error.message]
      },
      [401, '42501', `permission denied for table ${table}`],
    )
  }
  await check('a visitor finds no draft by its key', () => ids(api.from('postings').select('id').eq('id', 10)), [])
  await check(
    'a visitor finds no draft through its company',
    () => data(api.from('companies').select('postings(id)').eq('id', company(1)).eq('postings.status', 'draft')),
    [{ postings: [] }],
  )
  await check(
    'a visitor sees who posted a job',
    () => data(api.from('postings').select('profiles!posted_by(full_name)').eq('id', 5)),
    [{ profiles: { full_name: 'Grace Lindqvist' } }],
  )
  await check(
    'a visitor sees no other profile',
    () => data(api.from('profiles').select('id').eq('full_name', 'Ada Osei')),
    [],
  )
  await check(
    'a visitor inserts nothing',
    () => refusal(api.from('skills').insert({ name: 'Guessing', kind: 'practice' })),
    [401, '42501'],
  )
  await check(
    'a visitor updates nothing',
    () => refusal(api.from('companies').update({ about: 'Mine now.' }).eq('id', company(1))),
    [401, '42501'],
  )
  await check('a visitor deletes nothing', () => refusal(api.from('postings').delete().eq('id', 1)), [401, '42501'])
}
