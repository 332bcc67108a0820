import argon2 from 'argon2'
import { Gate } from '../platform/gate.js'

/** OWASP's smallest argon2id setting: 19 MiB, two passes, one lane. About 35 ms a hash. */
const parameters = {
  type: argon2.argon2id,
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
} as const

/** Each hash in work takes 19 MiB: four at once keep a small dyno alive under a flood. */
const gate = new Gate(4)

export const shortestPassword = 12
export const longestPassword = 256

/** Hashes a password exactly as it was typed. */
export function hashPassword(password: string): Promise<string> {
  return gate.run(() => argon2.hash(password, parameters))
}

let decoy: Promise<string> | null = null

/**
 * Whether a password is the hashed one. With no hash (nobody has that address) it verifies against a
 * decoy all the same, so that both answers take the same time.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const against = hash ?? (await decoy)
  const matches = await gate.run(() => argon2.verify(against, password))
  return matches && hash !== null
}
