// Counts checks: each is a sentence, what to do, and what must come of it.

import { inspect, isDeepStrictEqual } from 'node:util'

const counts = { passed: 0, failed: 0 }

export async function check(sentence, action, expected) {
  let actual
  try {
    actual = await action()
  } catch (error) {
    actual = error
  }
  if (isDeepStrictEqual(actual, expected)) {
    counts.passed += 1
    return
  }
  counts.failed += 1
  console.log(`FAILED ${sentence}\n  expected ${shown(expected)}\n  actual   ${shown(actual)}`)
}

/** The rows or the row that a request gave; its error is thrown. */
export async function data(request) {
  const answer = await request
  if (answer.error) throw new Error(`${answer.status} ${inspect(answer.error, { breakLength: Infinity })}`)
  return answer.data
}

export const ids = async (request) => (await data(request)).map((row) => row.id)

export async function status(request) {
  const answer = await request
  if (answer.error) throw new Error(`${answer.status} ${inspect(answer.error, { breakLength: Infinity })}`)
  return answer.status
}

/** How a request was refused: the status and the code. */
export async function refusal(request) {
  const { status, error } = await request
  return error ? [status, error.code] : [status, 'was not refused']
}

/** How sign-in or what belongs to it was refused. */
export async function authRefusal(request) {
  const { error } = await request
  return error ? [error.status, error.code] : 'was not refused'
}

/** Prints the count, on which the last line must end, and answers the exit code. */
export function summary() {
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1
}

function shown(value) {
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (Array.isArray(value) && value.some((part) => part instanceof Error)) return `[ ${value.map(shown).join(', ')} ]`
  return inspect(value, { depth: 8, breakLength: 110 })
}
