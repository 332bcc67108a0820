import { inspect } from 'node:util'
import { authorization } from './ask-fake.js'
import type { FakeToken } from './tokens.js'

/** A token in every form it could be found in. */
function formsOf(token: FakeToken): string[] {
  const { secret } = token
  const [, credentials = ''] = authorization(token).split(' ')
  const bytes = Buffer.from(secret)
  // Base64 of a longer text holds one of three, by where in it the token begins.
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  const hex = bytes.toString('hex')
  const url = [encodeURIComponent(secret), encodeURI(secret)]
  return [secret, credentials, ...shifted, hex, hex.toUpperCase(), ...url]
}

/** The forms of a token that stand in a value, however deep and whether it shows or not. */
export function tokenIn(value: unknown, token: FakeToken): string[] {
  const options = { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null }
  const stack = value instanceof Error ? `${value.stack}${JSON.stringify(value)}` : ''
  const text = inspect(value, options) + stack
  return formsOf(token).filter((form) => text.includes(form))
}
