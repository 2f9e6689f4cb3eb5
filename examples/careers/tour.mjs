// Walks through the careers backend as a visitor, an applicant, a recruiter and an admin, and prints what each sees.
// Run `engineroom dev examples/careers` in one terminal and `node tour.mjs` in another.

import { createClient } from '@supabase/supabase-js'
import WebSocket from 'ws'

const url = process.env.SUPABASE_URL ?? 'http://127.0.0.1:54321'
const key = process.env.SUPABASE_PUBLISHABLE_KEY ?? 'sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH'
const people = {
  applicant: { email: 'ada@careers.test', password: 'apply-with-joy' },
  recruiter: { email: 'grace@careers.test', password: 'hire-with-care' },
  admin: { email: 'edsger@careers.test', password: 'keep-it-running' },
}

await visitor()
await applicant()
await recruiter()
await admin()

async function visitor() {
  heading('A visitor sees what is published')
  const api = client()
  const { count } = await told(api.from('postings').select('*', { count: 'exact', head: true }))
  say(`${count} postings, of which these pay best:`)
  const best = await answered(
    api
      .from('postings')
      .select('title, remote, salary_from, salary_to, company:companies(name, city), skills(name)')
      .order('salary_to', { ascending: false })
      .order('id')
      .limit(5),
  )
  for (const posting of best) {
    const skills = posting.skills.map((skill) => skill.name).join(', ')
    say(`  ${posting.title} at ${posting.company.name}, up to ${dollars(posting.salary_to)}: ${skills}`)
  }
  const rust = await answered(
    api
      .from('postings')
      .select('title, companies!inner(name, country), skills!inner(name)')
      .eq('skills.name', 'Rust')
      .in('companies.country', ['DE', 'NL', 'SE'])
      .order('id')
      .limit(3),
  )
  say(`Rust in Germany, the Netherlands or Sweden: ${rust.map((p) => `${p.title} at ${p.companies.name}`).join('; ')}`)
  say(`Applications that a visitor sees: ${(await answered(api.from('applications').select())).length}`)
}

async function applicant() {
  heading('Ada, an applicant, sees her own applications')
  const api = await signIn(people.applicant)
  const mine = await answered(
    api
      .from('applications')
      .select('id, status, posting:postings(title, companies(name)), interviews(kind, starts_at)')
      .order('id'),
  )
  for (const { status, posting, interviews } of mine) {
    say(`  ${status.padEnd(10)} ${posting.title} at ${posting.companies.name}, interviews: ${interviews.length}`)
  }
  const posting_id = 8
  const { data: sent, error } = await api
    .from('applications')
    .insert({ posting_id, cover_letter: 'I count everything, oysters too.', cv: { years: 6, skills: ['Bash'] } })
    .select('id, status')
    .maybeSingle()
  say(
    error
      ? `Ada applied for posting ${posting_id} on an earlier tour: ${error.message}`
      : `Ada applies for posting ${posting_id}: application ${sent.id} is ${sent.status}`,
  )
  const refused = await api.from('applications').update({ status: 'hired' }).eq('posting_id', 7)
  say(`Ada hires herself: ${refused.error?.code} ${refused.error?.message}`)
  await api.auth.signOut()
}

async function recruiter() {
  heading('Grace, a recruiter, sees what reached her two companies')
  const api = await signIn(people.recruiter)
  const { data, count } = await told(
    api
      .from('applications')
      .select('status, applicant:profiles!applicant_id(full_name), postings(title), application_notes(stars)', {
        count: 'exact',
      })
      .in('status', ['submitted', 'reviewing', 'interview'])
      .order('submitted_at', { ascending: false })
      .limit(5),
  )
  say(`${count} are waiting, the latest are:`)
  for (const row of data) {
    say(
      `  ${row.applicant.full_name} for ${row.postings.title} (${row.status}), notes: ${row.application_notes.length}`,
    )
  }
  const drafts = await answered(api.from('postings').select('title').eq('status', 'draft').order('id'))
  say(`Drafts that only her colleagues see: ${drafts.map((draft) => draft.title).join(', ')}`)
  const note = await answered(
    api
      .from('application_notes')
      .insert({ application_id: 1, stars: 5, body: 'Seen on the tour.' })
      .select('id, stars, author:profiles(full_name)')
      .single(),
  )
  say(`${note.author.full_name} writes note ${note.id} with ${note.stars} stars, and takes it back`)
  await told(api.from('application_notes').delete().eq('id', note.id))
  await api.auth.signOut()
}

async function admin() {
  heading('Edsger, an admin, sees everything')
  const api = await signIn(people.admin)
  for (const table of ['companies', 'postings', 'applications', 'interviews', 'application_notes']) {
    const { count } = await told(api.from(table).select('*', { count: 'exact', head: true }))
    say(`  ${String(count).padStart(4)} ${table}`)
  }
  await api.auth.signOut()
}

function client() {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: globalThis.WebSocket ?? WebSocket },
  })
}

async function signIn(person) {
  const api = client()
  await told(api.auth.signInWithPassword(person))
  return api
}

async function told(request) {
  const answer = await request
  if (answer.error) {
    console.error(`The backend answered: ${answer.error.message || `nothing at ${url}; is it running?`}`)
    process.exit(1)
  }
  return answer
}

async function answered(request) {
  return (await told(request)).data
}

function dollars(amount) {
  return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' })
}

function heading(text) {
  console.log(`\n${text}`)
}

function say(text) {
  console.log(`  ${text}`)
}
