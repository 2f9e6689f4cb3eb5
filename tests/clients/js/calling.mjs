// Functions, called in every way that `rpc` has, and what functions of a row add to selects.

import { check, data, ids, refusal, status } from './checks.mjs'
import { client, secretKey } from './clients.mjs'

export async function calling(url) {
  const api = client(url)
  await values(api)
  await rows(api)
  await writes(api, client(url, secretKey))
  await refusals(api)
  await computed(api)
}

async function values(api) {
  await check('a value', () => data(api.rpc('add', { a: 2, b: 3.5 })), 5.5)
  await check('a value by GET', () => data(api.rpc('add', { a: 2, b: 3 }, { get: true })), 5)
  await check('a default', () => data(api.rpc('add', { a: 2 })), 3)
  await check('a text for a number', () => data(api.rpc('add', { a: '2', b: '3' })), 5)
  await check('nothing', () => status(api.rpc('nothing', { note: 'x' })), 204)
  await check('nothing, by GET', () => status(api.rpc('nothing', { note: 'x' }, { get: true })), 204)
  await check('a variadic parameter', () => data(api.rpc('joined', { words: ['a', 'b,c', 'd'] })), 'a+b,c+d')
  await check('an array', () => data(api.rpc('tripled', { numbers: [1, 2] })), [3, 6])
  await check('an array by GET', () => data(api.rpc('tripled', { numbers: [1, 2] }, { get: true })), [3, 6])
  await check('the whole body', () => data(api.rpc('whole', { x: [1, { y: null }] })), { x: [1, { y: null }] })
  await check('a function of another schema', () => data(api.schema('stock').rpc('level', { article: 2 })), 20)
}

async function rows(api) {
  const cheap = (options) => api.rpc('cheap', { most: 100 }, options)
  await check('rows', () => ids(cheap()), [1, 2])
  await check('rows by GET', () => ids(cheap({ get: true })), [1, 2])
  await check('rows, filtered and ordered', () => ids(cheap().select('id').gt('price', 1).order('id', { ascending: false })), [2, 1])
  await check('rows with what is embedded', () => data(cheap().select('name, shelves(name)').eq('id', 1)), [{ name: 'pen', shelves: { name: 'left' } }])
  await check('a page of rows', () => ids(cheap().select('id').order('id').range(1, 1)), [2])
  await check('rows, counted', async () => (await cheap({ count: 'exact' }).select('id').limit(1)).count, 2)
  await check('rows by HEAD', async () => (await cheap({ head: true, count: 'exact' })).count, 2)
  await check('one row of several', () => data(cheap().select('name').eq('id', 2).single()), { name: 'paper' })
  await check('perhaps a row', () => data(cheap().select('name').eq('id', 9).maybeSingle()), null)
  await check('a row that is not one', () => refusal(cheap().single()), [406, 'PGRST116'])
  await check('one row', () => data(api.rpc('dearest').select('id, price::text')), { id: 3, price: '1234567890123456.78' })
  await check('a table', () => data(api.rpc('by_shelf').gt('articles', 1)), [{ shelf: 'left', articles: 2 }])
  await check('CSV', () => data(api.rpc('by_shelf').csv()), 'shelf,articles\nleft,2\nright,1')
}

async function writes(api, server) {
  const order = (customer) => api.rpc('order_article', { customer, article_id: 1 })
  await check('what is written', async () => (await data(order('visitor'))).customer, 'visitor')
  await check('what a policy refuses', () => refusal(order('somebody')), [401, '42501'])
  await check('what a policy hides', () => data(api.from('orders').select('customer')), [{ customer: 'visitor' }])
  await check('a write by GET', () => refusal(api.rpc('order_article', { customer: 'visitor', article_id: 1 }, { get: true })), [405, '25006'])
  await check('more rows than are wanted', () => refusal(api.rpc('order_twice', { article_id: 1 }).maxAffected(1)), [400, 'PGRST124'])
  await check('and none of them stays', () => data(server.rpc('count_orders')), 1)
  await check('as many rows as are wanted', async () => (await data(api.rpc('order_twice', { article_id: 2 }).maxAffected(2))).length, 2)
  await check('and they stay', () => data(api.rpc('count_orders')), 3)
}

async function refusals(api) {
  await check('no such function', () => refusal(api.rpc('ad', { a: 1 })), [404, 'PGRST202'])
  await check('no such argument', () => refusal(api.rpc('add', { c: 1 })), [404, 'PGRST202'])
  await check('the hint', async () => (await api.rpc('add', { a: 1, c: 1 })).error.hint, 'Perhaps you meant to call the function public.add(a, b)')
  await check('no value of its type', () => refusal(api.rpc('add', { a: 'x' })), [400, '22P02'])
  await check('not allowed', () => refusal(api.rpc('hidden')), [401, '42501'])
  await check('a status of its own', async () => {
    const { status, error } = await api.rpc('refuse')
    return [status, error.code, error.message, error.details, error.hint]
  }, [402, 'PT402', 'Payment Required', 'No money', 'Pay first'])
}

async function computed(api) {
  const articles = (columns) => api.from('articles').select(columns).order('id')
  await check('a computed column', () => data(articles('label').eq('id', 1)), [{ label: 'pen at 1.50' }])
  await check('a filter by it', () => ids(articles('id').like('label', 'p%')), [1, 2])
  await check('an order by it', () => ids(api.from('articles').select('id').order('label')), [3, 2, 1])
  await check('a computed relationship to many', () => data(articles('id, neighbours(name)').lt('id', 3)), [
    { id: 1, neighbours: [{ name: 'paper' }] },
    { id: 2, neighbours: [{ name: 'pen' }] },
  ])
  await check('a computed relationship to one', () => data(articles('id, place(name)').eq('id', 3)), [{ id: 3, place: { name: 'right' } }])
  await check('rows that have one', () => ids(articles('id, neighbours!inner(id)')), [1, 2])
}
