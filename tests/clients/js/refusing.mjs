// What is refused, with which status, code and words.

import { check, refusal } from './checks.mjs'
import { ada, anonKey, client, publishableKey, secretKey, signed } from './clients.mjs'

export async function refusing(url) {
  const api = client(url)
  const all = client(url, secretKey)
  await names(api, all)
  await values(api, all)
  await constraints(all)
  await bodies(url)
  await tokens(url)
}

async function names(api, all) {
  await check(
    'an unknown table is said, with the nearest name',
    async () => {
      const { status, error } = await api.from('posting').select()
      return [status, error]
    },
    [
      404,
      {
        code: 'PGRST205',
        details: null,
        hint: "Perhaps you meant the table 'public.postings'",
        message: "Could not find the table 'public.posting' in the schema cache",
      },
    ],
  )
  await check(
    'an unknown column is said',
    async () => {
      const { status, error } = await api.from('postings').select('nonsense')
      return [status, error.code, error.message]
    },
    [400, '42703', 'column postings.nonsense does not exist'],
  )
  await check(
    'a filter on an unknown column is said',
    () => refusal(api.from('postings').select('id').eq('nonsense', 1)),
    [400, '42703'],
  )
  await check(
    'an order by an unknown column is said',
    () => refusal(api.from('postings').select('id').order('nonsense')),
    [400, '42703'],
  )
  await check(
    'an unknown column in a body is said',
    async () => {
      const { status, error } = await all.from('tools').insert({ name: 'x', kind: 'testing', nonsense: 1 })
      return [status, error.code, error.message]
    },
    [400, 'PGRST204', "Could not find the 'nonsense' column of 'tools' in the schema cache"],
  )
  await check(
    'an unknown operator is said',
    () => refusal(api.from('postings').select('id').filter('id', 'resembles', '1')),
    [400, 'PGRST100'],
  )
  await check(
    'a filter on what is not embedded is said',
    () => refusal(api.from('postings').select('id').eq('companies.name', 'x')),
    [400, 'PGRST108'],
  )
  await check('an unknown schema is said', () => refusal(api.schema('auth').from('users').select()), [406, 'PGRST106'])
}

async function values(api, all) {
  await check(
    'a number must be one',
    async () => {
      const { status, error } = await api.from('postings').select('id').eq('id', 'one')
      return [status, error.code, error.message]
    },
    [400, '22P02', 'invalid input syntax for type bigint: "one"'],
  )
  await check(
    'a bigint ends at 2^63 - 1',
    () => refusal(api.from('postings').select('id').eq('id', '9223372036854775808')),
    [400, '22003'],
  )
  await check('a uuid must be one', () => refusal(api.from('companies').select('id').eq('id', '7')), [400, '22P02'])
  await check(
    'an enum knows its values',
    async () => {
      const { status, error } = await api.from('postings').select('id').eq('level', 'expert')
      return [status, error.code, error.message]
    },
    [400, '22P02', 'invalid input value for enum seniority: "expert"'],
  )
  await check('a timestamp must be one', () => refusal(api.from('postings').select('id').gt('published_at', 'soon')), [
    400,
    '22007',
  ])
  await check(
    'varchar(80) refuses 81 characters',
    () =>
      refusal(
        all
          .from('companies')
          .update({ name: 'x'.repeat(81) })
          .eq('slug', 'paperkite'),
      ),
    [400, '22001'],
  )
  await check(
    'numeric(12,2) refuses eleven digits before the point',
    () => refusal(all.from('offers').update({ salary: '99999999999' }).eq('application_id', 5)),
    [400, '22003'],
  )
  await check(
    'a generated column cannot be set',
    () => refusal(all.from('postings').update({ search: 'x' }).eq('id', 1)),
    [400, '428C9'],
  )
  await check(
    'an identity column cannot be set',
    () => refusal(all.from('tools').insert({ id: 1, name: 'x', kind: 'testing' })),
    [400, '428C9'],
  )
}

async function constraints(all) {
  const said = async (request) => {
    const { status, error } = await request
    return [status, error?.code, error?.message]
  }
  await check('a unique value is unique', () => said(all.from('skills').insert({ name: 'SQL', kind: 'language' })), [
    409,
    '23505',
    'duplicate key value violates unique constraint "skills_name_key"',
  ])
  await check(
    'a unique expression is unique',
    () => said(all.from('companies').insert({ name: 'PAPERKITE', slug: 'paperkite-2', city: 'Rome', country: 'IT' })),
    [409, '23505', 'duplicate key value violates unique constraint "companies_name_once"'],
  )
  await check(
    'a company has one owner',
    () => said(all.from('company_members').update({ rank: 'owner' }).eq('rank', 'recruiter')),
    [409, '23505', 'duplicate key value violates unique constraint "company_members_one_owner"'],
  )
  await check(
    'a foreign key finds its row',
    () => said(all.from('posting_skills').insert({ posting_id: 1, skill_id: 9999 })),
    [
      409,
      '23503',
      'insert or update on table "posting_skills" violates foreign key constraint "posting_skills_skill_id_fkey"',
    ],
  )
  await check('a column that needs a value gets one', () => said(all.from('tools').insert({ kind: 'testing' })), [
    400,
    '23502',
    'null value in column "name" of relation "tools" violates not-null constraint',
  ])
  await check(
    'a check holds',
    () => said(all.from('postings').update({ salary_from: 90000, salary_to: 80000 }).eq('id', 1)),
    [400, '23514', 'new row for relation "postings" violates check constraint "salary_runs_upwards"'],
  )
  await check(
    'a domain holds',
    () => said(all.from('companies').update({ slug: 'No Slug!' }).eq('slug', 'paperkite')),
    [400, '23514', 'value for domain slug violates check constraint "small_letters_and_dashes"'],
  )
}

async function bodies(url) {
  const post = async (body, headers = {}) => {
    const answer = await fetch(`${url}/rest/v1/tools`, {
      method: 'POST',
      body,
      headers: { apikey: secretKey, 'content-type': 'application/json', ...headers },
    })
    return [answer.status, (await answer.json()).code]
  }
  const wrote = async (body) => {
    const headers = { apikey: secretKey, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/rest/v1/tools`, { method: 'POST', body, headers })
    return [answer.status, await answer.text()]
  }
  await check('a body that is not JSON is said', () => post('{"name": '), [400, 'PGRST102'])
  await check('a body that holds no rows writes none', () => wrote('17'), [201, ''])
  await check(
    'rows that differ in their columns are said',
    () => post('[{"name": "a", "kind": "testing"}, {"name": "b"}]'),
    [400, 'PGRST102'],
  )
  await check(
    'OPTIONS says what may be done',
    async () => {
      const answer = await fetch(`${url}/rest/v1/tools`, {
        method: 'OPTIONS',
        headers: { origin: 'http://127.0.0.1:3000', 'access-control-request-method': 'POST' },
      })
      return [answer.ok, answer.headers.has('access-control-allow-origin')]
    },
    [true, true],
  )
}

async function tokens(url) {
  const now = Math.floor(Date.now() / 1000)
  const claims = { sub: ada.id, role: 'authenticated', aud: 'authenticated', exp: now + 600 }
  const asked = async (token, key = publishableKey) => {
    const { status, error } = await client(url, key, { Authorization: `Bearer ${token}` })
      .from('roles')
      .select('id')
      .limit(1)
    return [status, error?.code]
  }
  const good = signed(claims)
  await check('a good token is let in', async () => (await asked(good))[0], 200)
  await check(
    'a token with another signature is refused',
    () => asked(signed(claims, 'another-secret-that-is-long-enough-to-sign')),
    [401, 'PGRST301'],
  )
  await check(
    'a token whose claims were changed is refused',
    async () => {
      const [head, , tail] = good.split('.')
      const changed = Buffer.from(JSON.stringify({ ...claims, role: 'service_role' })).toString('base64url')
      return asked(`${head}.${changed}.${tail}`)
    },
    [401, 'PGRST301'],
  )
  await check(
    'a token without a signature is refused',
    async () => (await asked(signed(claims, '', { alg: 'none', typ: 'JWT' })))[0],
    401,
  )
  await check('an expired token is refused', () => asked(signed({ ...claims, exp: now - 600 })), [401, 'PGRST303'])
  await check('what is no token at all is refused', async () => (await asked('nonsense'))[0], 401)
  await check(
    'an unknown key is refused',
    async () => (await client(url, 'sb_publishable_nobody-knows-this-one').from('roles').select()).status,
    401,
  )
  await check(
    'a legacy key with another signature is refused',
    async () =>
      (
        await client(url, `${anonKey.slice(0, -4)}AAAA`)
          .from('roles')
          .select()
      ).status,
    401,
  )
}
