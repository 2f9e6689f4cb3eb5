// Signing up, in and out, tokens and what they say.

import { setTimeout as pause } from 'node:timers/promises'
import { authRefusal, check, data } from './checks.mjs'
import { ada, client, edsger, grace, publishableKey, signedIn } from './clients.mjs'

export async function accounts(url) {
  await signingUp(url)
  await signingIn(url)
  await tokens(url)
  await changing(url)
  await refreshing(url)
  await leaving(url)
  await endpoints(url)
}

async function signingUp(url) {
  const api = client(url)
  const person = {
    email: 'Ruth@Careers.test',
    password: 'long-enough',
    options: { data: { full_name: 'Ruth Okello' } },
  }
  await check(
    'a person signs up with what the application adds',
    async () => {
      const { data, error } = await api.auth.signUp(person)
      return [
        error,
        data.user.email,
        data.user.aud,
        data.user.user_metadata.full_name,
        data.session.expires_in,
        Boolean(data.session.refresh_token),
      ]
    },
    [null, 'ruth@careers.test', 'authenticated', 'Ruth Okello', 3600, true],
  )
  await check('an address signs up once', () => authRefusal(api.auth.signUp(person)), [422, 'user_already_exists'])
  await check(
    'a short password is refused',
    () => authRefusal(api.auth.signUp({ email: 'short@careers.test', password: '12345' })),
    [422, 'weak_password'],
  )
  await check(
    'an address must be one',
    () => authRefusal(api.auth.signUp({ email: 'nowhere', password: 'long-enough' })),
    [400, 'validation_failed'],
  )
}

async function signingIn(url) {
  await check(
    'a person signs in with a seeded bcrypt password',
    async () => {
      const { data, error } = await client(url).auth.signInWithPassword({ email: ada.email, password: ada.password })
      return [error, data.user.id, data.user.role, data.session.token_type]
    },
    [null, ada.id, 'authenticated', 'bearer'],
  )
  await check(
    'it works again after the hash was upgraded',
    async () => {
      const { data, error } = await client(url).auth.signInWithPassword({
        email: 'ADA@careers.test',
        password: ada.password,
      })
      return [error, data.user?.id]
    },
    [null, ada.id],
  )
  const refused = async (email, password) => {
    const { error } = await client(url).auth.signInWithPassword({ email, password })
    return [error.status, error.code, error.message]
  }
  const words = [400, 'invalid_credentials', 'Invalid login credentials']
  await check('a wrong password is refused', () => refused(ada.email, 'wrong-password'), words)
  await check(
    'an unknown address is refused in the same words',
    () => refused('nobody@careers.test', 'wrong-password'),
    words,
  )
  await check(
    'a person without a password is refused in the same words',
    () => refused('applicant2@careers.test', ''.padEnd(8, 'x')),
    words,
  )
}

async function tokens(url) {
  const api = await signedIn(url, edsger)
  await check(
    'getUser asks the server who this is',
    async () => {
      const { data, error } = await api.auth.getUser()
      return [error, data.user.id, data.user.email, data.user.app_metadata.role]
    },
    [null, edsger.id, edsger.email, 'admin'],
  )
  await check(
    'getClaims verifies the token by the published key',
    async () => {
      const { data, error } = await api.auth.getClaims()
      const { sub, role, aud, email, app_metadata, aal, is_anonymous, iss } = data.claims
      return [error, data.header.alg, { sub, role, aud, email, admin: app_metadata.role, aal, is_anonymous, iss }]
    },
    [
      null,
      'ES256',
      {
        sub: edsger.id,
        role: 'authenticated',
        aud: 'authenticated',
        email: edsger.email,
        admin: 'admin',
        aal: 'aal1',
        is_anonymous: false,
        iss: `${url}/auth/v1`,
      },
    ],
  )
  await check(
    'a token names its session and its time',
    async () => {
      const { data } = await api.auth.getClaims()
      const { session_id, iat, exp } = data.claims
      return [/^[0-9a-f-]{36}$/.test(session_id), exp - iat]
    },
    [true, 3600],
  )
  await check(
    'a token that was tampered with is refused',
    async () => {
      const token = (await api.auth.getSession()).data.session.access_token
      const [head, body, tail] = token.split('.')
      return authRefusal(client(url).auth.getUser(`${head}.${body}.${tail.slice(0, -6)}AAAAAA`))
    },
    [403, 'bad_jwt'],
  )
}

async function changing(url) {
  const api = client(url)
  await data(api.auth.signUp({ email: 'change@careers.test', password: 'first-password' }))
  await check(
    'a person adds to their metadata',
    async () => {
      const { data, error } = await api.auth.updateUser({ data: { theme: 'dark' } })
      return [error, data.user.user_metadata.theme]
    },
    [null, 'dark'],
  )
  await check(
    'a person cannot make themselves an admin',
    async () => {
      await api.auth.updateUser({ data: { role: 'admin' }, app_metadata: { role: 'admin' } })
      const { data } = await api.auth.getUser()
      return data.user.app_metadata.role
    },
    undefined,
  )
  await check(
    'a person changes their password',
    async () => (await api.auth.updateUser({ password: 'second-password' })).error,
    null,
  )
  await check(
    'the new password works',
    async () =>
      (await client(url).auth.signInWithPassword({ email: 'change@careers.test', password: 'second-password' })).error,
    null,
  )
  await check(
    'the old password works no longer',
    () =>
      authRefusal(client(url).auth.signInWithPassword({ email: 'change@careers.test', password: 'first-password' })),
    [400, 'invalid_credentials'],
  )
  await check(
    'the same password is no change',
    () => authRefusal(api.auth.updateUser({ password: 'second-password' })),
    [422, 'same_password'],
  )
}

async function refreshing(url) {
  const api = await signedIn(url, grace)
  const refresh = (refresh_token) => client(url).auth.refreshSession({ refresh_token })
  const tokens = []
  const first = (await api.auth.getSession()).data.session
  tokens.push(first.refresh_token)
  await check(
    'a refresh gives a new pair',
    async () => {
      const { data, error } = await refresh(tokens[0])
      tokens.push(data.session?.refresh_token)
      return [error, data.user?.id, tokens[0] !== tokens[1]]
    },
    [null, grace.id, true],
  )
  await check(
    'a lost answer can be asked for again',
    async () => {
      const { data, error } = await refresh(tokens[0])
      return [error, data.session?.refresh_token === tokens[1]]
    },
    [null, true],
  )
  await check(
    'a second refresh goes on',
    async () => {
      const { data, error } = await refresh(tokens[1])
      tokens.push(data.session?.refresh_token)
      return error
    },
    null,
  )
  await pause(1500)
  await check('an old token is refused after the reuse interval', () => authRefusal(refresh(tokens[0])), [
    400,
    'refresh_token_already_used',
  ])
  await pause(1500)
  await check('and its family has ended', async () => (await authRefusal(refresh(tokens[2])))[0], 400)
  await check('an invented refresh token is refused', () => authRefusal(refresh('abcdefghijkl')), [
    400,
    'refresh_token_not_found',
  ])
}

async function leaving(url) {
  const [here, there] = [await signedIn(url, ada), await signedIn(url, ada)]
  const token = async (api) => (await api.auth.getSession()).data.session
  await check(
    'signing out elsewhere keeps this session',
    async () => {
      const { error } = await here.auth.signOut({ scope: 'others' })
      return [error, (await here.auth.getUser()).data.user?.id]
    },
    [null, ada.id],
  )
  await check('and ends the other', async () => (await authRefusal(there.auth.refreshSession()))[0], 400)
  const { access_token, refresh_token } = await token(here)
  await check(
    'signing out here ends this session',
    async () => (await here.auth.signOut({ scope: 'local' })).error,
    null,
  )
  await check(
    'its access token is no longer anybody',
    async () => (await client(url).auth.getUser(access_token)).error?.name,
    'AuthSessionMissingError',
  )
  await check('its refresh token is gone', () => authRefusal(client(url).auth.refreshSession({ refresh_token })), [
    400,
    'refresh_token_not_found',
  ])
  const [one, two] = [await signedIn(url, ada), await signedIn(url, ada)]
  await check(
    'signing out everywhere ends all sessions',
    async () => {
      const { error } = await one.auth.signOut({ scope: 'global' })
      return [error, (await authRefusal(two.auth.refreshSession()))[0]]
    },
    [null, 400],
  )
  await check('who has signed out is a visitor', () => data(one.from('applications').select()), [])
}

async function endpoints(url) {
  const get = async (path) => (await fetch(`${url}/auth/v1/${path}`, { headers: { apikey: publishableKey } })).json()
  await check(
    'settings say what is open',
    async () => {
      const { disable_signup, mailer_autoconfirm, external } = await get('settings')
      return { disable_signup, mailer_autoconfirm, email: external.email, github: external.github }
    },
    { disable_signup: false, mailer_autoconfirm: true, email: true, github: false },
  )
  await check('health names a version', async () => typeof (await get('health')).version, 'string')
  await check(
    'the published keys hold no secret',
    async () => {
      const { keys } = await get('.well-known/jwks.json')
      return keys.map(({ kty, crv, alg, d }) => ({ kty, crv, alg, d }))
    },
    [{ kty: 'EC', crv: 'P-256', alg: 'ES256', d: undefined }],
  )
}
