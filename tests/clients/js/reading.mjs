// Columns, aliases, casts, JSON paths, order, pages and counts, as a visitor reads them.

import { check, data, ids, status } from './checks.mjs'
import { anonKey, client, publishableKey, secretKey, serviceKey } from './clients.mjs'

export async function reading(url) {
  const api = client(url)
  const postings = (columns = 'id', options) => api.from('postings').select(columns, options)
  await columns(postings, api)
  await exactness(url)
  await order(postings, api)
  await pages(postings, url)
  await counts(postings)
  await shapes(postings)
  await keys(url)
}

async function columns(postings, api) {
  await check('a visitor chooses columns', () => data(postings('id, title, level, remote').eq('id', 1)), [
    { id: 1, title: 'Python Developer', level: 'mid', remote: true },
  ])
  await check('a column gets an alias', () => data(postings('id, name:title').eq('id', 2)), [
    { id: 2, name: 'Senior Database Administrator' },
  ])
  await check(
    'a cast to text keeps every digit of numeric',
    () => data(postings('salary_from::text, salary_to::text').eq('id', 5)),
    [{ salary_from: '150000.00', salary_to: '199999.99' }],
  )
  await check('an alias and a cast go together', () => data(postings('key:id::text').eq('id', 3)), [{ key: '3' }])
  await check(
    'a generated column is the exact middle of two salaries',
    () => data(postings('salary_middle::text').eq('id', 1)),
    [{ salary_middle: '90250.15' }],
  )
  await check('a JSON path gives JSON', () => data(postings('benefits->vacation_days').eq('id', 1)), [
    { vacation_days: 30 },
  ])
  await check('a JSON path gives text', () => data(postings('days:benefits->remote->>days_a_week').eq('id', 1)), [
    { days: '5' },
  ])
  await check('a JSON path counts into an array', () => data(postings('second:benefits->equipment->>1').eq('id', 1)), [
    { second: 'desk' },
  ])
  await check('a JSON path to what is absent is null', () => data(postings('benefits->equity').eq('id', 1)), [
    { equity: null },
  ])
  await check('an array is a JSON array', () => data(postings('locations').in('id', [1, 3]).order('id')), [
    { locations: ['Gothenburg', 'Oslo'] },
    { locations: [] },
  ])
  await check('a star gives all columns', async () => Object.keys((await data(postings('*').eq('id', 1)))[0]), [
    'id',
    'company_id',
    'role_id',
    'level',
    'title',
    'description',
    'status',
    'remote',
    'locations',
    'benefits',
    'salary_from',
    'salary_to',
    'salary_middle',
    'openings',
    'posted_by',
    'search',
    'published_at',
    'closes_on',
    'created_at',
  ])
  await check(
    'a timestamp has its offset',
    async () =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/.test(
        (await data(postings('published_at').eq('id', 1)))[0].published_at,
      ),
    true,
  )
  await check(
    'a date is a date',
    async () => /^\d{4}-\d\d-\d\d$/.test((await data(postings('closes_on').eq('id', 1)))[0].closes_on),
    true,
  )
  await check(
    'the view of open postings joins three tables',
    () =>
      data(
        api
          .from('open_postings')
          .select('id, title, company, role')
          .eq('company_slug', 'larkspur-systems')
          .order('id')
          .limit(1),
      ),
    [{ id: 1, title: 'Python Developer', company: 'Larkspur Systems', role: 'Backend Developer' }],
  )
}

async function exactness(url) {
  const text = async (path) => {
    const answer = await fetch(`${url}/rest/v1/${path}`, { headers: { apikey: publishableKey } })
    return answer.text()
  }
  await check(
    'numeric arrives with its scale',
    () => text('postings?select=salary_from,salary_to&id=eq.1'),
    '[{"salary_from":84500.10,"salary_to":96000.20}]',
  )
  await check(
    'jsonb arrives with the scale of its numbers',
    () => text('postings?select=benefits-%3Eequity&id=eq.7'),
    '[{"equity":0.0125}]',
  )
}

async function order(postings, api) {
  await check(
    'rows come in descending order',
    () => ids(postings().order('published_at', { ascending: false }).limit(4)),
    [1, 2, 3, 5],
  )
  await check(
    'enums sort as they were declared',
    async () =>
      (await data(api.from('salary_bands').select('level').order('level', { ascending: false }))).map(
        (band) => band.level,
      ),
    ['senior', 'mid', 'entry'],
  )
  await check(
    'a second column decides between equals',
    () => ids(postings().order('level', { ascending: false }).order('salary_from').order('id').limit(4)),
    [45, 75, 255, 285],
  )
  await check(
    'nulls come last when rising',
    async () => (await data(api.from('salary_bands').select('level').order('highest'))).map((band) => band.level),
    ['entry', 'mid', 'senior'],
  )
  await check(
    'nulls come first when asked for',
    async () =>
      (await data(api.from('salary_bands').select('level').order('highest', { nullsFirst: true }))).map(
        (band) => band.level,
      ),
    ['senior', 'entry', 'mid'],
  )
  await check(
    'rows sort by a JSON path',
    () => ids(postings().lt('id', 9).order('benefits->vacation_days', { ascending: false }).order('id').limit(2)),
    [7, 2],
  )
}

async function pages(postings, url) {
  await check('a limit cuts', () => ids(postings().order('id').limit(3)), [1, 2, 3])
  await check('a range skips and cuts', () => ids(postings().order('id').range(3, 5)), [5, 6, 7])
  await check('a page without a count is 200', () => status(postings().order('id').limit(3)), 200)
  await check(
    'a page of a counted list is 206',
    () => status(postings('id', { count: 'exact' }).order('id').limit(3)),
    206,
  )
  await check('the whole counted list is 200', () => status(postings('id', { count: 'exact' })), 200)
  await check(
    'an offset beyond a counted end is 416',
    async () => {
      const { status, error } = await postings('id', { count: 'exact' }).range(1000, 1010)
      return [status, error?.code, error?.details]
    },
    [416, 'PGRST103', 'An offset of 1000 was requested, but there are only 248 rows.'],
  )
  await check(
    'no answer has more rows than max_rows',
    async () => {
      const { data, count } = await client(url, secretKey).from('posting_skills').select('*', { count: 'exact' })
      return [data.length, count]
    },
    [1000, 1469],
  )
}

async function counts(postings) {
  const count = async (request) => (await request).count
  await check(
    'an exact count comes without rows',
    async () => {
      const { data, count, status } = await postings('*', { count: 'exact', head: true })
      return [data, count, status]
    },
    [null, 248, 200],
  )
  await check('an exact count ignores the page', () => count(postings('id', { count: 'exact' }).limit(1)), 248)
  await check(
    'an exact count respects filters',
    () => count(postings('id', { count: 'exact', head: true }).is('remote', true)),
    84,
  )
  await check(
    'an estimated count of few rows is exact',
    () => count(postings('id', { count: 'estimated', head: true })),
    248,
  )
  await check(
    'a planned count is a number',
    async () => Number.isInteger(await count(postings('id', { count: 'planned' }).limit(1))),
    true,
  )
}

async function shapes(postings) {
  await check('single gives an object', () => data(postings('id, title').eq('id', 8).single()), {
    id: 8,
    title: 'Cloud Engineer',
  })
  await check(
    'single refuses no row',
    async () => {
      const { status, error } = await postings().eq('id', 0).single()
      return [status, error]
    },
    [
      406,
      {
        code: 'PGRST116',
        details: 'The result contains 0 rows',
        hint: null,
        message: 'Cannot coerce the result to a single JSON object',
      },
    ],
  )
  await check(
    'single refuses two rows',
    async () => {
      const { status, error } = await postings().in('id', [1, 2]).single()
      return [status, error?.code, error?.details]
    },
    [406, 'PGRST116', 'The result contains 2 rows'],
  )
  await check('maybeSingle gives null for no row', () => data(postings().eq('id', 0).maybeSingle()), null)
  await check('maybeSingle gives the one row', () => data(postings().eq('id', 9).maybeSingle()), { id: 9 })
  await check(
    'CSV has a header and a line for each row',
    () => data(postings('id,title,salary_from').in('id', [1, 7]).order('id').csv()),
    'id,title,salary_from\n1,"Python Developer",84500.10\n7,"Node.js Developer",81000.00',
  )
}

async function keys(url) {
  const drafts = async (key) =>
    (await client(url, key).from('postings').select('id', { count: 'exact', head: true }).eq('status', 'draft')).count
  await check('a publishable key is a visitor', () => drafts(publishableKey), 0)
  await check('a legacy anon key is a visitor', () => drafts(anonKey), 0)
  await check('a secret key sees everything', () => drafts(secretKey), 30)
  await check('a legacy service_role key sees everything', () => drafts(serviceKey), 30)
}
