// Plays the careers tour through @supabase/supabase-js against the program that ENGINEROOM_BIN names.
// The last line it prints is `N passed, N failed`.

import { check, summary } from './checks.mjs'
import { bookings, careers, shop, start, stop } from './server.mjs'
import { reading } from './reading.mjs'
import { filtering } from './filtering.mjs'
import { embedding } from './embedding.mjs'
import { visiting } from './visiting.mjs'
import { applying } from './applying.mjs'
import { recruiting } from './recruiting.mjs'
import { writing } from './writing.mjs'
import { refusing } from './refusing.mjs'
import { accounts } from './accounts.mjs'
import { everyMethod } from './every_method.mjs'
import { calling } from './calling.mjs'

let server
await check(
  'the program starts on the careers example',
  async () => {
    server = await start(careers)
  },
  undefined,
)
if (server) {
  await check('it prints who can sign in', () => server.printed.includes('ada@careers.test / apply-with-joy'), true)
  for (const story of [reading, filtering, embedding, visiting, applying, recruiting, writing, refusing, accounts]) {
    await check(`the story "${story.name}" runs to its end`, () => story(server.url), undefined)
  }
  await check('it ends with exit code 0 when asked to', () => stop(server), 0)
}
let booked
await check(
  'the program starts on a project with every kind of column',
  async () => {
    booked = await start(bookings)
  },
  undefined,
)
if (booked) {
  await check('the story "everyMethod" runs to its end', () => everyMethod(booked.url), undefined)
  await check('it ends with exit code 0 as well', () => stop(booked), 0)
}
let called
await check(
  'the program starts on a project with functions of every shape',
  async () => {
    called = await start(shop)
  },
  undefined,
)
if (called) {
  await check('the story "calling" runs to its end', () => calling(called.url), undefined)
  await check('it ends with exit code 0 then, too', () => stop(called), 0)
}
process.exit(summary())
