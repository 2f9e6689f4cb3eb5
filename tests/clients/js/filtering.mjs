// Every filter, alone and in trees.

import { check, data, ids } from './checks.mjs'
import { client, company } from './clients.mjs'

export async function filtering(url) {
  const api = client(url)
  const postings = () => api.from('postings').select('id').order('id')
  const counted = async (request) => (await data(request)).length
  await comparisons(postings, counted)
  await patterns(postings, counted)
  await sets(api, postings, counted)
  await trees(postings, counted)
}

async function comparisons(postings, counted) {
  await check('eq compares numeric by value', () => ids(postings().eq('salary_from', '84500.1')), [1])
  await check('neq leaves the others', () => counted(postings().neq('level', 'mid')), 140)
  await check('gt compares numeric', () => ids(postings().gt('salary_to', 220000)), [59, 89, 269])
  await check('gte includes the edge', () => ids(postings().gte('salary_to', '221003.50')), [59, 89, 269])
  await check('lt excludes the edge', () => counted(postings().lt('salary_from', 61250)), 8)
  await check('lte includes the edge of a numeric', () => counted(postings().lte('salary_from', 61250)), 17)
  await check('gt compares enums in their order', () => counted(postings().gt('level', 'entry')), 179)
  await check('eq compares text by case', () => ids(postings().eq('title', 'python developer')), [])
  await check('eq compares uuids', () => ids(postings().eq('company_id', company(1).toUpperCase())), [1, 2, 3, 9])
  await check('gt compares timestamps', () => counted(postings().gt('published_at', '2999-01-01T00:00:00+02:00')), 0)
  await check('eq takes the largest bigint', () => ids(postings().eq('id', '9223372036854775807')), [])
  await check('a JSON path compares as text', () => ids(postings().eq('benefits->remote->>days_a_week', '5')), [1])
  await check(
    'a JSON path compares as JSON',
    () => ids(postings().gt('benefits->vacation_days', 30).lt('id', 10)),
    [2, 7],
  )
  await check(
    'match compares several columns',
    () => ids(postings().match({ level: 'entry', company_id: company(1) })),
    [3, 9],
  )
}

async function patterns(postings, counted) {
  await check('like takes a pattern', () => counted(postings().like('title', 'Senior%')), 71)
  await check('like takes a star for a percent sign', () => counted(postings().like('title', 'Senior*')), 71)
  await check('ilike ignores case', () => counted(postings().ilike('title', '%RUST%')), 12)
  await check('likeAnyOf takes either', () => counted(postings().likeAnyOf('title', ['%Python%', '%Java %'])), 26)
  await check('likeAllOf takes both', () => counted(postings().likeAllOf('title', ['Senior%', '%Engineer'])), 23)
  await check(
    'ilikeAnyOf takes either in any case',
    () => counted(postings().ilikeAnyOf('title', ['%PYTHON%', '%JAVA %'])),
    26,
  )
  await check(
    'match takes a regular expression',
    () => counted(postings().filter('title', 'match', '^(Go|Rust) Dev')),
    11,
  )
  await check('imatch ignores case', () => counted(postings().filter('title', 'imatch', '^junior .*ops')), 4)
  await check('a pattern keeps its underscore', () => ids(postings().like('title', 'Node_js%').lt('id', 11)), [7])
}

async function sets(api, postings, counted) {
  await check('in takes a list', () => ids(postings().in('id', [7, 1, 4])), [1, 7])
  await check('in takes nothing', () => ids(postings().in('id', [])), [])
  await check(
    'in takes values with commas',
    () => counted(api.from('companies').select('id').in('name', ['Harrow & Vale', 'Nobody, Sons & Co'])),
    1,
  )
  await check('is finds null', () => data(api.from('salary_bands').select('level').is('highest', null)), [
    { level: 'senior' },
  ])
  await check('is finds true', () => counted(postings().is('remote', true)), 84)
  await check('not is turns it round', () => counted(postings().not('remote', 'is', true)), 164)
  await check(
    'isDistinct counts null as a value',
    () => data(api.from('salary_bands').select('level').isDistinct('highest', 80000).order('level')),
    [{ level: 'mid' }, { level: 'senior' }],
  )
  await check(
    'an array contains',
    () => ids(postings().contains('locations', ['Boston'])),
    [6, 8, 48, 88, 128, 168, 248, 288],
  )
  await check(
    'an array is contained by',
    () => ids(postings().containedBy('locations', ['Boston', 'Baltimore', 'Gothenburg'])),
    [2, 3, 5, 6, 8, 9],
  )
  await check('arrays overlap', () => counted(postings().overlaps('locations', ['Oslo', 'Helsinki'])), 14)
  await check(
    'jsonb contains',
    () => ids(postings().contains('benefits', { insurance: { dental: true }, pension: true })),
    [5],
  )
}

async function trees(postings, counted) {
  await check(
    'filters of a request all hold',
    () => ids(postings().eq('level', 'entry').lt('id', 10).is('remote', true)),
    [3],
  )
  await check('or takes either', () => ids(postings().or('id.eq.1,id.eq.9')), [1, 9])
  await check(
    'and goes into or',
    () => ids(postings().lt('id', 10).or('level.eq.entry,and(level.eq.senior,remote.is.true)')),
    [3, 6, 9],
  )
  await check(
    'not goes before and',
    () => ids(postings().lt('id', 10).or('not.and(level.eq.mid,id.gte.1)')),
    [2, 3, 5, 6, 9],
  )
  await check('in goes into or', () => ids(postings().or('id.in.(2,3),and(id.gt.8,id.lt.10)')), [2, 3, 9])
  await check('not turns in round', () => counted(postings().not('id', 'in', '(1,2,3)')), 245)
  await check('not turns like round', () => counted(postings().not('title', 'like', 'Senior%')), 177)
  await check('two comparisons of a column are a span', () => ids(postings().gte('id', 5).lte('id', 8)), [5, 6, 7, 8])
}
