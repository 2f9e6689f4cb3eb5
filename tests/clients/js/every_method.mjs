// Every method of the PostgREST builder, each called at least once with its answer looked at. What is never called is a
// failure too, so that a method which a new version brings is noticed.

import * as postgrest from '@supabase/postgrest-js'
import { check, data, ids, refusal, status } from './checks.mjs'
import { client, secretKey } from './clients.mjs'

const called = new Set()
const builders = ['PostgrestClient', 'PostgrestQueryBuilder', 'PostgrestFilterBuilder', 'PostgrestTransformBuilder', 'PostgrestBuilder']

export async function everyMethod(url) {
  const restore = builders.flatMap((name) => watch(postgrest[name].prototype))
  const api = client(url)
  const server = client(url, secretKey)
  try {
    await comparing(api)
    await matching(api)
    await containing(api)
    await ranging(api)
    await searching(api)
    await combining(api)
    await shaping(api, server)
    await changing(server)
    await calling(api, server)
    await asking(api, server)
  } finally {
    restore.forEach((undo) => undo())
  }
  for (const name of builders) {
    for (const method of methods(postgrest[name].prototype)) {
      await check(`${method} is called`, () => called.has(method), true)
    }
  }
}

const rooms = (api) => api.from('rooms').select('id').order('id')
const bookings = (api) => api.from('bookings').select('id').order('id')

async function comparing(api) {
  await check('eq', () => ids(rooms(api).eq('name', 'Ada')), [1])
  await check('neq', () => ids(rooms(api).neq('kind', 'meeting')), [1, 4])
  await check('gt', () => ids(rooms(api).gt('seats', 4)), [2, 4])
  await check('gte', () => ids(rooms(api).gte('seats', 4)), [2, 3, 4])
  await check('lt', () => ids(rooms(api).lt('kind', 'meeting')), [1])
  await check('lte', () => ids(rooms(api).lte('seats', 4)), [1, 3])
  await check('is', () => ids(rooms(api).is('closed_at', null)), [1, 2, 3])
  await check('isDistinct', () => ids(rooms(api).isDistinct('kind', 'meeting')), [1, 4])
  await check('in', () => ids(rooms(api).in('name', ['Ada', 'Hedy', 'no,(body)"'])), [1, 4])
  await check('notIn', () => ids(rooms(api).notIn('id', [1, 2])), [3, 4])
}

async function matching(api) {
  await check('like', () => ids(rooms(api).like('name', '%d%')), [1, 4])
  await check('ilike', () => ids(rooms(api).ilike('name', 'a%')), [1])
  await check('likeAllOf', () => ids(rooms(api).likeAllOf('name', ['%d%', 'H%'])), [4])
  await check('likeAnyOf', () => ids(rooms(api).likeAnyOf('name', ['L%', 'H%'])), [3, 4])
  await check('ilikeAllOf', () => ids(rooms(api).ilikeAllOf('name', ['%D%', 'h%'])), [4])
  await check('ilikeAnyOf', () => ids(rooms(api).ilikeAnyOf('name', ['l%', 'h%'])), [3, 4])
  await check('regexMatch', () => ids(rooms(api).regexMatch('name', '^[AG]')), [1, 2])
  await check('regexIMatch', () => ids(rooms(api).regexIMatch('name', '^[ag].*[ae]$')), [1, 2])
  await check('match', () => ids(rooms(api).match({ kind: 'meeting', seats: 4 })), [3])
}

async function containing(api) {
  await check('contains an array', () => ids(rooms(api).contains('features', ['window', 'screen'])), [2])
  await check('contains jsonb', () => ids(rooms(api).contains('details', { tags: ['quiet'] })), [1, 3])
  await check('contains a range', () => ids(bookings(api).contains('during', '[2026-03-01 13:00+00, 2026-03-01 13:30+00]')), [2])
  await check('containedBy an array', () => ids(rooms(api).containedBy('features', ['screen'])), [3, 4])
  await check('containedBy jsonb', () => ids(rooms(api).containedBy('details', { floor: 2, more: 1 })), [2, 4])
  await check('containedBy a range', () => ids(bookings(api).containedBy('during', '[2026-03-01, 2026-03-01 12:00)')), [1])
  await check('overlaps an array', () => ids(rooms(api).overlaps('features', ['screen', 'none'])), [2, 3])
  await check('overlaps a range', () => ids(bookings(api).overlaps('during', '[2026-03-01 09:30, 2026-03-01 11:00)')), [1, 2])
}

async function ranging(api) {
  const morning = '[2026-03-01 10:00+00, 2026-03-01 14:00+00)'
  await check('rangeLt', () => ids(bookings(api).rangeLt('during', morning)), [1])
  await check('rangeGt', () => ids(bookings(api).rangeGt('during', morning)), [3])
  await check('rangeLte', () => ids(bookings(api).rangeLte('during', morning)), [1, 2])
  await check('rangeGte', () => ids(bookings(api).rangeGte('during', morning)), [2, 3])
  await check('rangeAdjacent', () => ids(bookings(api).rangeAdjacent('during', morning)), [1])
  await check('a range is shown as PostgreSQL writes it', () => data(api.from('bookings').select('during').eq('id', 1)), [
    { during: '["2026-03-01 09:00:00+00","2026-03-01 10:00:00+00")' },
  ])
}

async function searching(api) {
  await check('textSearch', () => ids(rooms(api).textSearch('search', "'meeting' & 'screen'")), [2])
  const plain = { type: 'plain', config: 'english' }
  await check('textSearch, plain', () => ids(rooms(api).textSearch('search', 'quiet meeting', plain)), [3])
  const phrase = { type: 'phrase', config: 'english' }
  await check('textSearch, a phrase', () => ids(rooms(api).textSearch('search', 'quiet desks', phrase)), [1])
  const web = { type: 'websearch', config: 'english' }
  await check('textSearch, as on the web', () => ids(rooms(api).textSearch('search', 'quiet -desk', web)), [3])
  await check('textSearch in a text', () => ids(rooms(api).textSearch('description', 'everybody')), [4])
}

async function combining(api) {
  await check('not', () => ids(rooms(api).not('name', 'in', '(Ada,Grace)')), [3, 4])
  await check('or', () => ids(rooms(api).or('seats.gt.100,and(kind.eq.meeting,seats.lt.5)')), [3, 4])
  const inBookings = api.from('rooms').select('id, bookings!inner(id)').order('id')
  await check(
    'or in an embed',
    () => data(inBookings.or('person.eq.bo,price.gt.40', { referencedTable: 'bookings' })),
    [{ id: 1, bookings: [{ id: 1 }] }, { id: 2, bookings: [{ id: 2 }] }],
  )
  await check('filter', () => ids(rooms(api).filter('details->>floor', 'eq', '2')), [2, 3])
}

async function shaping(api, server) {
  const names = api.from('rooms').select('name')
  await check('order, limit', () => data(names.order('seats', { ascending: false }).limit(2)), [{ name: 'Hedy' }, { name: 'Grace' }])
  await check('range', () => ids(rooms(api).range(1, 2)), [2, 3])
  await check('single', () => data(rooms(api).eq('id', 3).single()), { id: 3 })
  await check('single, of none', () => refusal(rooms(api).eq('id', 33).single()), [406, 'PGRST116'])
  await check('maybeSingle', () => data(rooms(api).eq('id', 33).maybeSingle()), null)
  await check('csv', () => data(rooms(api).limit(2).csv()), 'id\n1\n2')
  await check('geojson needs what is not there', async () => (await rooms(api).geojson()).status >= 400, true)
  await check('stripNulls', () => data(api.from('rooms').select('id, closed_at').in('id', [3, 4]).order('id').stripNulls()), [
    { id: 3 },
    { id: 4, closed_at: '2026-01-01T00:00:00+00:00' },
  ])
  await check('select behind a write', () => data(server.from('rooms').update({ seats: 5 }).eq('id', 3).select('id, seats')), [{ id: 3, seats: 5 }])
  await check('rollback', () => status(server.from('rooms').update({ seats: 6 }).eq('id', 3).rollback()), 204)
  await check('returns', () => ids(rooms(api).eq('id', 1).returns()), [1])
  await check('overrideTypes', () => ids(rooms(api).eq('id', 1).overrideTypes()), [1])
  await check('setHeader', () => data(rooms(api).eq('id', 3).setHeader('Accept', 'application/vnd.pgrst.object+json')), { id: 3 })
  await check('retry', () => ids(rooms(api).eq('id', 2).retry(false)), [2])
  await check('throwOnError', () => rooms(api).eq('nothing', 1).throwOnError().then(() => 'no error', (error) => error.code), '42703')
  const stopped = new AbortController()
  stopped.abort()
  await check('abortSignal', async () => (await rooms(api).abortSignal(stopped.signal)).data, null)
  await check('a column that a function makes', () => data(api.from('rooms').select('label').eq('label', 'Ada (1)')), [{ label: 'Ada (1)' }])
  await check(
    'a relationship that a function makes',
    () => data(api.from('rooms').select('id, long_bookings(person)').in('id', [1, 2]).order('id')),
    [{ id: 1, long_bookings: [] }, { id: 2, long_bookings: [{ person: 'cy' }] }],
  )
  await check('a view', () => data(api.from('busy_rooms').select('name, bookings').order('name')), [
    { name: 'Ada', bookings: 1 },
    { name: 'Grace', bookings: 2 },
  ])
  await check('a sum beside a group', () => data(api.from('bookings').select('room_id, price.sum()').order('room_id')), [
    { room_id: 1, sum: 5.0 },
    { room_id: 2, sum: 50.5 },
  ])
}

async function changing(server) {
  const table = () => server.from('rooms')
  const row = { name: 'Mary', kind: 'desk', seats: 1 }
  const made = await data(table().insert(row).select('id, features').single())
  await check('insert', () => made.features, [])
  await check('insert of several', () => status(table().insert([{ ...row, name: 'A' }, { ...row, name: 'B' }])), 201)
  await check('insert with defaults', () => status(table().insert([{ ...row, name: 'C' }, { name: 'D', kind: 'hall', seats: 3, features: ['x'] }], { defaultToNull: false })), 201)
  await check('upsert', () => data(table().upsert({ ...row, seats: 2 }, { onConflict: 'name' }).select('name, seats')), [{ name: 'Mary', seats: 2 }])
  await check('upsert that leaves what is there', () => data(table().upsert({ ...row, seats: 9 }, { onConflict: 'name', ignoreDuplicates: true }).select('name')), [])
  await check('update', () => data(table().update({ features: ['lamp'] }).eq('name', 'Mary').select('features')), [{ features: ['lamp'] }])
  await check('a count of what was changed', async () => (await table().update({ seats: 7 }, { count: 'exact' }).in('name', ['A', 'B'])).count, 2)
  await check('maxAffected', () => refusal(table().delete().in('name', ['A', 'B', 'C', 'D']).maxAffected(1)), [400, 'PGRST124'])
  await check('delete', async () => (await data(table().delete().in('name', ['A', 'B', 'C', 'D', 'Mary']).select('name'))).length, 5)
  await check('a constraint', () => refusal(table().insert({ ...row, seats: 0 })), [400, '23514'])
}

async function calling(api, server) {
  await check('rpc', () => data(api.rpc('add', { a: 2, b: 3 })), 5)
  await check('rpc by GET', () => data(api.rpc('add', { a: 2, b: 3 }, { get: true })), 5)
  await check('rpc that gives rows', () => ids(api.rpc('rooms_with', { least_seats: 5 }).select('id').lt('seats', 100).order('id')), [2, 3])
  await check('rpc with what is embedded', () => data(api.rpc('rooms_with').select('name, bookings(person)').eq('id', 1)), [{ name: 'Ada', bookings: [{ person: 'bo' }] }])
  await check('rpc by HEAD, counted', async () => (await api.rpc('rooms_with', {}, { head: true, count: 'exact' })).count, 4)
  const during = '[2026-04-01 08:00+00, 2026-04-01 09:00+00)'
  await check('rpc that may not write', () => refusal(api.rpc('book', { room: 1, who: 'eve', during })), [401, '42501'])
  await check('rpc that writes', async () => (await data(server.rpc('book', { room: 1, who: 'eve', during }))).person, 'eve')
  await check('rpc that gives nothing', () => status(server.rpc('forget', { who: 'eve' })), 204)
  await check('what it wrote is gone', () => ids(bookings(server).eq('person', 'eve')), [])
  await check('rpc of what is not there', () => refusal(api.rpc('subtract', { a: 1 })), [404, 'PGRST202'])
}

async function asking(api, server) {
  await check('schema', () => data(server.schema('billing').from('invoices').select()), [{ id: 1, total: 12345678.9 }])
  await check('schema, without a right', () => refusal(api.schema('billing').from('invoices').select()), [401, '42501'])
  await check('what a policy hides stays hidden', () => ids(bookings(api)), [1, 2, 3])
  await check('explain is off unless a setting turns it on', () => refusal(rooms(api).explain()), [406, 'PGRST107'])
  const { data: described } = await api.getOpenApiSpec()
  await check('getOpenApiSpec', () => Object.keys(described.definitions ?? {}).sort(), ['bookings', 'busy_rooms', 'rooms'])
}

/** Notes which methods are called. */
function watch(prototype) {
  return methods(prototype).map((name) => {
    const own = prototype[name]
    prototype[name] = function (...args) {
      called.add(name)
      return own.apply(this, args)
    }
    return () => {
      prototype[name] = own
    }
  })
}

function methods(prototype) {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor' && typeof prototype[name] === 'function' && !isInner(name))
}

/** What TypeScript keeps private is still there in JavaScript. */
function isInner(name) {
  return ['decorateFetch', 'cloneRequestState', 'processResponse'].includes(name)
}
