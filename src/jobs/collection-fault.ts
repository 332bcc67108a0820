import type { HostFault, HostFaultKind } from '../code-hosts/host-fault.js'
import type { CollectionFault } from '../repositories/collections.js'
import { hostFaultWords } from '../repositories/host-fault-words.js'

const minuteMs = 60_000

/** Minutes until a reading that a fault has stopped is tried again. */
const patience: Record<HostFaultKind, number> = {
  ...{ network: 3, server: 5, contract: 15, 'too-large': 15, 'rate-limit': 1 },
  // A person has to do something first; until then, asking often helps nobody.
  ...{ auth: 60, forbidden: 60, 'not-found': 360, 'blocked-origin': 60 },
}

export interface StoppedReading {
  fault: CollectionFault
  nextAt: Date
  /** It stops everything that is read through the connection. */
  isOfConnection: boolean
}

/** What a fault of a host means for a reading. */
export function stoppedByHost(error: HostFault, host: string, now: Date): StoppedReading {
  return {
    fault: hostFaultWords(error, host),
    nextAt: new Date(now.getTime() + patience[error.kind] * minuteMs),
    // Refused for one repository is a matter of that one, unless a permission is missing for all.
    isOfConnection:
      error.kind === 'auth' || (error.kind === 'forbidden' && error.permission !== null),
  }
}

/** What a fault of our own means: what was read stays, the rest is tried again. */
export function stoppedHere(now: Date): StoppedReading {
  const title = 'Reading the pull requests was interrupted.'
  const advice = 'What was read so far is kept. It is tried again by itself in some minutes.'
  const nextAt = new Date(now.getTime() + 5 * minuteMs)
  return { fault: { code: 'interrupted', title, advice }, nextAt, isOfConnection: false }
}

const atTime = (instant: Date) => `${instant.toISOString().slice(11, 16)} UTC`

/** Waiting for an allowance is no fault, but a page says why nothing moves. */
export const waitsForAllowance = (host: string, until: Date): CollectionFault => ({
  code: 'rate-limit',
  title: `Reading waits until ${atTime(until)} for the token’s allowance at ${host}.`,
  advice:
    'A fifth of it is left to the token’s owner. What was read so far is kept, and reading goes on by itself. A token of its own for Codevisto is faster.',
})
