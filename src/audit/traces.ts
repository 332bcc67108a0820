import { randomBytes } from 'node:crypto'
import type { CompanyDatabase } from '../database/company.js'
import { sha256 } from './chain.js'
import { cleaned, cleanedAddress } from './cleaned.js'

/** From where something was done: what the request says of itself. */
export interface Origin {
  ip: string | null
  userAgent: string | null
  requestId: string | null
}

/** The product itself, or a job. */
export const nowhere: Origin = { ip: null, userAgent: null, requestId: null }

export type PersonType = 'user' | 'developer' | 'invitation'

/** What identifies a person at the time of an entry. */
export interface Trace {
  personType: PersonType
  personId: bigint | null
  name: string | null
  email: string | null
  ip: string | null
  userAgent: string | null
}

type Identifying = Pick<Trace, 'name' | 'email' | 'ip' | 'userAgent'>

/** The digest that the chain covers in a trace's place. */
export function traceDigest(salt: Uint8Array, trace: Identifying): Uint8Array<ArrayBuffer> {
  const { name, email, ip, userAgent } = trace
  return sha256(salt, JSON.stringify([name, email, ip, userAgent]))
}

/** A trace with its salt, and the digest of both. */
export function sealed(trace: Trace) {
  const salt = new Uint8Array(randomBytes(16))
  const clean = {
    ...trace,
    name: cleaned(trace.name),
    email: cleaned(trace.email, 254),
    ip: cleanedAddress(trace.ip),
    userAgent: cleaned(trace.userAgent, 300),
  }
  return { row: { ...clean, salt }, digest: traceDigest(salt, clean) }
}

/** Name and address of somebody as they are now. */
export async function identify(
  db: CompanyDatabase,
  personType: PersonType,
  id: bigint | null,
): Promise<{ name: string | null; email: string | null }> {
  const shown = { where: { id: id ?? 0n }, select: { name: true, email: true } }
  const found =
    personType === 'user'
      ? await db.user.findFirst(shown)
      : personType === 'developer'
        ? await db.developer.findFirst(shown)
        : null
  return found ?? { name: null, email: null }
}

/**
 * Empties whatever identifies somebody in the company's audit. The entries stay, and so does the proof
 * that nobody changed them.
 * @returns how many traces were emptied
 */
export async function eraseTraces(
  db: CompanyDatabase,
  person: { personType: PersonType; personId: bigint },
): Promise<number> {
  const empty = { salt: null, name: null, email: null, ip: null, userAgent: null }
  const { count } = await db.auditTrace.updateMany({
    where: { ...person, erasedAt: null },
    data: { ...empty, erasedAt: new Date() },
  })
  return count
}
