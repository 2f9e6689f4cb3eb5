// Inserts, upserts, updates and deletes with the server's key, which no rule binds.

import { check, data, ids, refusal, status } from './checks.mjs'
import { client, company, secretKey, signed } from './clients.mjs'

export async function writing(url) {
  const api = client(url, secretKey)
  await inserting(api)
  await upserting(api)
  await changing(api)
  await numbers(api, url)
  await cascading(api)
}

async function inserting(api) {
  await check(
    'an insert without select answers nothing',
    async () => {
      const { status, data } = await api.from('skills').insert({ name: 'COBOL', kind: 'language' })
      return [status, data]
    },
    [201, null],
  )
  await check(
    'an insert with select answers its row',
    () =>
      data(
        api
          .from('companies')
          .insert({ name: 'Test & Co', slug: 'test-and-co', city: 'Nice', country: 'FR' })
          .select('name, website, size, industries')
          .single(),
      ),
    { name: 'Test & Co', website: 'https://test-and-co.example', size: 'small', industries: [] },
  )
  await check(
    'many rows are inserted at once',
    () =>
      data(
        api
          .from('tools')
          .insert(['one', 'two', 'three'].map((n) => ({ name: `tool ${n}`, kind: 'testing' })))
          .select('name, open_source')
          .order('name'),
      ),
    ['one', 'three', 'two'].map((n) => ({ name: `tool ${n}`, open_source: true })),
  )
  await check(
    'rows with different columns take null for what is missing',
    () =>
      refusal(
        api.from('tools').insert([
          { name: 'tool four', kind: 'testing' },
          { name: 'tool five', kind: 'testing', open_source: false },
        ]),
      ),
    [400, '23502'],
  )
  await check(
    'rows with different columns take defaults when asked to',
    () =>
      data(
        api
          .from('tools')
          .insert(
            [
              { name: 'tool four', kind: 'testing' },
              { name: 'tool five', kind: 'testing', open_source: false },
            ],
            { defaultToNull: false },
          )
          .select('name, open_source')
          .order('name'),
      ),
    [
      { name: 'tool five', open_source: false },
      { name: 'tool four', open_source: true },
    ],
  )
  await check(
    'inserted rows are counted',
    async () =>
      (
        await api.from('tools').insert(
          [
            { name: 'tool six', kind: 'testing' },
            { name: 'tool seven', kind: 'testing' },
          ],
          { count: 'exact' },
        )
      ).count,
    2,
  )
  await check(
    'an insert answers with embedded rows',
    () =>
      data(
        api
          .from('posting_tools')
          .insert({ posting_id: 1, tool_id: 21 })
          .select('postings(title), tools(name)')
          .single(),
      ),
    { postings: { title: 'Python Developer' }, tools: { name: 'k6' } },
  )
  await check(
    'a failed row undoes the rows before it',
    async () => {
      const { error } = await api.from('tools').insert([
        { name: 'tool eight', kind: 'testing' },
        { name: 'tool one', kind: 'testing' },
      ])
      return [error.code, await ids(api.from('tools').select('id').eq('name', 'tool eight'))]
    },
    ['23505', []],
  )
}

async function upserting(api) {
  const tool = (name, open_source) => ({ name, kind: 'testing', open_source })
  await check(
    'an upsert that only updates is 200',
    async () => {
      const { status, data } = await api
        .from('tools')
        .upsert(tool('tool one', false), { onConflict: 'name' })
        .select('name, open_source')
      return [status, data]
    },
    [200, [{ name: 'tool one', open_source: false }]],
  )
  await check(
    'an upsert that inserts is 201',
    () => status(api.from('tools').upsert([tool('tool one', true), tool('tool nine', true)], { onConflict: 'name' })),
    201,
  )
  await check(
    'an upsert that ignores answers what is new only',
    () =>
      data(
        api
          .from('tools')
          .upsert([tool('tool one', false), tool('tool ten', true)], { onConflict: 'name', ignoreDuplicates: true })
          .select('name'),
      ),
    [{ name: 'tool ten' }],
  )
  await check(
    'what was ignored is as it was',
    () => data(api.from('tools').select('open_source').eq('name', 'tool one')),
    [{ open_source: true }],
  )
  await check(
    'an upsert finds the primary key itself',
    () => data(api.from('posting_skills').upsert({ posting_id: 1, skill_id: 1, required: false }).select('required')),
    [{ required: false }],
  )
}

async function changing(api) {
  await check(
    'an update without select is 204',
    () => status(api.from('tools').update({ open_source: false }).eq('name', 'tool two')),
    204,
  )
  await check(
    'an update with select answers the new rows',
    () =>
      data(
        api
          .from('tools')
          .update({ open_source: false })
          .in('name', ['tool one', 'tool two'])
          .select('name, open_source')
          .order('name'),
      ),
    ['one', 'two'].map((n) => ({ name: `tool ${n}`, open_source: false })),
  )
  await check(
    'an update that finds nothing answers an empty list',
    () => data(api.from('tools').update({ open_source: false }).eq('name', 'tool eleven').select()),
    [],
  )
  await check(
    'updated rows are counted',
    async () =>
      (await api.from('tools').update({ open_source: true }, { count: 'exact' }).like('name', 'tool %')).count,
    9,
  )
  await check(
    'a generated column follows',
    () =>
      data(
        api
          .from('postings')
          .update({ title: 'Software Architect (remote)', salary_to: '123456.79' })
          .eq('id', 18)
          .select('search, salary_middle::text, salary_from::text')
          .single()
          .then(({ data, error }) => ({
            error,
            data: data && { search: data.search.slice(0, 27), exact: middle(data, '123456.79') },
          })),
      ),
    { search: 'software architect (remote)', exact: true },
  )
  await check(
    'a delete with select answers what is gone',
    () => data(api.from('tools').delete().eq('name', 'tool two').select('name')),
    [{ name: 'tool two' }],
  )
  await check('a delete without select is 204', () => status(api.from('tools').delete().eq('name', 'tool three')), 204)
  await check(
    'deleted rows are counted',
    async () => (await api.from('tools').delete({ count: 'exact' }).like('name', 'tool %')).count,
    7,
  )
}

/** Whether the middle is exactly half the sum, in hundredths, rounded half away from zero. */
function middle({ salary_from, salary_middle }, salary_to) {
  const cents = (text) => BigInt(text.replace('.', ''))
  const sum = cents(salary_from) + cents(salary_to)
  return cents(salary_middle) === (sum + (sum % 2n)) / 2n
}

async function numbers(api, url) {
  const raw = async (path) => {
    const answer = await fetch(`${url}/rest/v1/${path}`, { headers: { apikey: secretKey } })
    return answer.text()
  }
  await check(
    'a salary of twelve digits keeps them',
    () =>
      data(
        api.from('offers').update({ salary: '9999999999.99' }).eq('application_id', 5).select('salary::text').single(),
      ),
    { salary: '9999999999.99' },
  )
  await check(
    'a sum of tenths has no rounding error',
    () =>
      data(
        api
          .from('postings')
          .update({ salary_from: 0.1, salary_to: 0.2 })
          .eq('id', 19)
          .select('salary_middle::text')
          .single(),
      ),
    { salary_middle: '0.15' },
  )
  await check(
    'a third decimal place is rounded as numeric(12,2) says',
    () =>
      data(api.from('offers').update({ salary: '100000.005' }).eq('application_id', 5).select('salary::text').single()),
    { salary: '100000.01' },
  )
  await check(
    'an integer beyond 2^53 survives in jsonb',
    async () => {
      const body = '{"cv": {"years": 9007199254740993, "ratio": 0.12345678901234567890}}'
      const answer = await fetch(`${url}/rest/v1/applications?id=eq.6`, {
        method: 'PATCH',
        body,
        headers: { apikey: secretKey, 'content-type': 'application/json' },
      })
      return [answer.status, (await raw('applications?select=cv&id=eq.6')).replaceAll(' ', '')]
    },
    [204, '[{"cv":{"ratio":0.12345678901234567890,"years":9007199254740993}}]'],
  )
  await check(
    "a token of the server's role is believed too",
    async () => {
      const token = signed({ role: 'service_role', exp: Math.floor(Date.now() / 1000) + 60 })
      return (
        await client(url, undefined, { Authorization: `Bearer ${token}` })
          .from('saved_postings')
          .select('*', { count: 'exact', head: true })
      ).count
    },
    169,
  )
}

async function cascading(api) {
  await check(
    'what belongs to a deleted company goes with it',
    async () => {
      await status(api.from('companies').delete().eq('id', company(40)))
      const left = async (table, column) => (await data(api.from(table).select(column).eq(column, company(40)))).length
      return [await left('postings', 'company_id'), await left('company_members', 'company_id')]
    },
    [0, 0],
  )
  await check(
    'no row is left that pointed to what is gone',
    async () => {
      const count = async (columns) =>
        (await api.from('applications').select(columns, { count: 'exact', head: true })).count
      return (await count('id')) === (await count('id, postings!inner(id)'))
    },
    true,
  )
}
