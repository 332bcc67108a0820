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

/** Hashes a password exactly as it was typed. */
export function hashPassword(password: string): Promise<string> {
  return gate.run(() => argon2.hash(password, parameters))
}

/**
 * A hash that nobody's password has, made with the parameters above: what an unknown address is
 * verified against. It stands here, not made on first use, so that no request pays for it.
 */
export const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$8bn8BiVJXtPlmfzsqa1YxQ$GI7W89vWH2svF++hxiYi8nh1HBjFvpmctF09DRn6/N8'

/**
 * Whether a password is the hashed one. With no hash (nobody has that address) it verifies against a
 * decoy all the same, so that both answers take the same time.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  const matches = await gate.run(() => argon2.verify(hash ?? decoy, password))
  return matches && hash !== null
}

/** Whether a hash was made with other parameters than those above: hash again when it is known. */
export const isOutdated = (hash: string): boolean => argon2.needsRehash(hash, parameters)
