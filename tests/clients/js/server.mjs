// Starts the program on a copy of a project, with its data in a temporary folder, and stops it again.

import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { anonKey } from './clients.mjs'

export const careers = fileURLToPath(new URL('../../../examples/careers/supabase', import.meta.url))
export const shop = fileURLToPath(new URL('../projects/shop/supabase', import.meta.url))
export const bookings = fileURLToPath(new URL('../projects/bookings/supabase', import.meta.url))

// What differs from the example: a short reuse interval, so that a test need not wait for it, and limits that a test
// which signs in again and again doesn't reach.
const changes = [
  ['refresh_token_reuse_interval = 10', 'refresh_token_reuse_interval = 1'],
  ['[auth.email]', '[auth.rate_limit]\nsign_in_sign_ups = 10000\ntoken_refresh = 10000\n\n[auth.email]'],
]

export async function start(example) {
  const program = process.env.ENGINEROOM_BIN
  if (!program) throw new Error('ENGINEROOM_BIN must name the engineroom program')
  const folder = await mkdtemp(join(tmpdir(), 'engineroom-js-'))
  const project = join(folder, 'project')
  await cp(example, join(project, 'supabase'), { recursive: true })
  if (example === careers) await changeSettings(join(project, 'supabase', 'config.toml'))
  const port = await freePort()
  const arguments_ = ['dev', project, '--host', '127.0.0.1', '--port', String(port), '--data-dir', join(folder, 'data')]
  const child = spawn(program, arguments_, { stdio: ['ignore', 'pipe', 'pipe'] })
  const server = { folder, child, url: `http://127.0.0.1:${port}`, printed: '', exited: null }
  child.stdout.on('data', (text) => {
    server.printed += text
  })
  child.stderr.on('data', (text) => {
    server.printed += text
  })
  server.ended = new Promise((done) => {
    child.on('error', (error) => done({ error: error.message }))
    child.on('exit', (code, signal) => done({ code, signal }))
  })
  server.ended.then((how) => {
    server.exited = how
  })
  await ready(server)
  return server
}

/** Asks the program to end, and answers how it did: its exit code, or what went wrong. */
export async function stop(server) {
  server.child.kill('SIGTERM')
  const how = await Promise.race([
    server.ended,
    pause(20_000, { error: 'still running after 20 seconds' }, { ref: false }),
  ])
  if (how.error) server.child.kill('SIGKILL')
  await rm(server.folder, { recursive: true, force: true })
  return how.code ?? how.signal ?? how.error
}

async function changeSettings(file) {
  let text = await readFile(file, 'utf8')
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`${file} doesn't hold ${from}`)
    text = text.replace(from, to)
  }
  await writeFile(file, text)
}

async function ready(server) {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline && !server.exited) {
    try {
      const answer = await fetch(`${server.url}/auth/v1/health`, { headers: { apikey: anonKey } })
      if (answer.ok) return
    } catch {
      // Nothing listens yet.
    }
    await pause(50)
  }
  const how = server.exited ? `ended with ${JSON.stringify(server.exited)}` : 'was not ready after 60 seconds'
  await stop(server)
  throw new Error(`the program ${how}; it printed:\n${server.printed}`)
}

function freePort() {
  return new Promise((found, failed) => {
    const listener = createServer()
    listener.on('error', failed)
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address()
      listener.close(() => found(port))
    })
  })
}
