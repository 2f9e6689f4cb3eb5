// The careers page: lists postings, signs in, applies, and shows the applications that the signed-in person may see.
// It has no build step and no server of its own; all rules are in ../supabase/schemas/08_rules.sql.

const settings = new URLSearchParams(location.search)
const api = supabase.createClient(
  settings.get('url') ?? 'http://127.0.0.1:54321',
  settings.get('key') ?? 'sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH',
)

const pageSize = 20
const byId = (id) => document.getElementById(id)
let shown = 0
let person = null

byId('filter').addEventListener('input', () => listPostings())
byId('filter').addEventListener('submit', (event) => event.preventDefault())
byId('more').addEventListener('click', () => listPostings(shown))
byId('sign-in').addEventListener('submit', signIn)
byId('sign-out').addEventListener('click', () => api.auth.signOut())
api.auth.onAuthStateChange((_event, session) => setTimeout(() => welcome(session), 0))
listSkills()
listPostings()

async function listSkills() {
  const { data } = await api.from('skills').select('name').order('name')
  byId('filter').elements.skill.append(...(data ?? []).map((skill) => element('option', skill.name)))
}

async function listPostings(from = 0) {
  const filter = byId('filter').elements
  const skills = filter.skill.value ? 'asked:skills!inner(name), ' : ''
  let query = api
    .from('postings')
    .select(
      `${skills}id, title, status, level, remote, locations, salary_from, salary_to, companies(name, city),
      posting_skills(required, skills(name))`,
      { count: 'exact' },
    )
    .order('published_at', { ascending: false, nullsFirst: true })
    .order('id')
    .range(from, from + pageSize - 1)
  if (filter.text.value) query = query.ilike('search', `%${filter.text.value}%`)
  if (filter.level.value) query = query.eq('level', filter.level.value)
  if (filter.skill.value) query = query.eq('asked.name', filter.skill.value)
  if (filter.remote.checked) query = query.is('remote', true)
  const { data, count, error } = await query
  if (error) return say(error.message)
  shown = from + data.length
  byId('found').textContent = `${count} postings`
  byId('more').hidden = shown >= count
  const cards = data.map(postingCard)
  if (from === 0) byId('postings').replaceChildren(...cards)
  else byId('postings').append(...cards)
}

function postingCard(posting) {
  const places = [...(posting.remote ? ['remote'] : []), ...posting.locations].join(', ')
  const card = element('li', '', 'card')
  card.append(
    element('h3', posting.status === 'published' ? posting.title : `${posting.title} (${posting.status})`),
    element('p', `${posting.companies.name}, ${posting.companies.city}`, 'quiet'),
    element('p', `${places} · ${dollars(posting.salary_from)} to ${dollars(posting.salary_to)} a year`),
    ...posting.posting_skills.map((asked) => element('span', asked.skills.name, 'chip')),
  )
  if (person && posting.status === 'published') card.append(applyForm(posting))
  return card
}

function applyForm(posting) {
  const form = element('form')
  const letter = element('textarea')
  letter.placeholder = 'Your letter'
  letter.hidden = true
  const button = element('button', 'Apply')
  form.append(letter, button)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (letter.hidden) {
      letter.hidden = false
      return letter.focus()
    }
    const { error } = await api.from('applications').insert({ posting_id: posting.id, cover_letter: letter.value })
    say(
      error?.code === '23505'
        ? 'You have applied for this one already.'
        : error
          ? error.message
          : `Your application to ${posting.companies.name} is on its way.`,
    )
    letter.hidden = !error
    listApplications()
  })
  return form
}

async function listApplications() {
  const { data, error } = await api
    .from('applications')
    .select('id, status, submitted_at, applicant:profiles!applicant_id(full_name), postings(title, companies(name))')
    .order('submitted_at', { ascending: false })
    .limit(50)
  if (error) return say(error.message)
  byId('applications').replaceChildren(
    ...data.map((row) => {
      const card = element('li', '', 'card')
      card.append(
        element('h3', `${row.postings.title} at ${row.postings.companies.name}`),
        element(
          'p',
          `${row.applicant?.full_name ?? 'somebody'} · ${row.status} · ${row.submitted_at.slice(0, 10)}`,
          'quiet',
        ),
      )
      return card
    }),
  )
}

async function signIn(event) {
  event.preventDefault()
  const { email, password } = event.target.elements
  const { error } = await api.auth.signInWithPassword({ email: email.value, password: password.value })
  say(error ? error.message : '')
}

async function welcome(session) {
  if (person?.id === session?.user.id) return
  person = session?.user ?? null
  byId('sign-in').hidden = Boolean(person)
  byId('signed-in').hidden = !person
  byId('own').hidden = !person
  byId('who').textContent = person?.email ?? ''
  listPostings()
  if (person) listApplications()
}

function element(name, text = '', className = '') {
  const made = document.createElement(name)
  made.textContent = text
  made.className = className
  return made
}

function dollars(amount) {
  return amount.toLocaleString('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
}

function say(text) {
  byId('message').textContent = text
}
