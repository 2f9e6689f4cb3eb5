// The keys of a local project, the people of the careers example, and clients for them.

import { createHmac } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import WebSocket from 'ws'

export const publishableKey = 'sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH'
export const secretKey = 'sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz'
export const jwtSecret = 'super-secret-jwt-token-with-at-least-32-characters-long'
const demo = { iss: 'supabase-demo', exp: 1983812996 }
export const anonKey = signed({ iss: demo.iss, role: 'anon', exp: demo.exp })
export const serviceKey = signed({ iss: demo.iss, role: 'service_role', exp: demo.exp })

export const ada = {
  id: 'a0000000-0000-4000-8000-100000000001',
  email: 'ada@careers.test',
  password: 'apply-with-joy',
}
export const grace = {
  id: 'b0000000-0000-4000-8000-100000000001',
  email: 'grace@careers.test',
  password: 'hire-with-care',
}
export const edsger = {
  id: 'd0000000-0000-4000-8000-100000000001',
  email: 'edsger@careers.test',
  password: 'keep-it-running',
}

export const applicant = (n) => `a0000000-0000-4000-8000-${100000000000 + n}`
export const company = (n) => `c0000000-0000-4000-8000-${100000000000 + n}`

export function client(url, key = publishableKey, headers = {}) {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: globalThis.WebSocket ?? WebSocket },
    global: { headers },
  })
}

export async function signedIn(url, { email, password }) {
  const api = client(url)
  const { error } = await api.auth.signInWithPassword({ email, password })
  if (error) throw new Error(`${email} can't sign in: ${error.status} ${error.code} ${error.message}`)
  return api
}

/** A token signed with the shared secret of a local project, or with what else is given. */
export function signed(claims, secret = jwtSecret, header = { alg: 'HS256', typ: 'JWT' }) {
  const body = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = header.alg === 'none' ? '' : createHmac('sha256', secret).update(body).digest('base64url')
  return `${body}.${signature}`
}
