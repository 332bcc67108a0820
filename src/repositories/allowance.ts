/**
 * A token's allowance is its owner's: a fifth of it is left to them.
 *   spare    = remaining > limit / 5, or the host does not say
 *   wait     until the allowance starts anew, or until the host said
 * Shared by all workers through the quotas of a connection. Nobody sleeps: whoever has to wait comes
 * back at that time.
 */
import type { CompanyDatabase } from '../database/company.js'

export interface Allowance {
  limit: number | null
  remaining: number | null
  resetAt: Date | null
  waitUntil: Date | null
}

/** The part of an allowance that is kept for the token's owner. */
const ownersShare = 0.2

const minuteMs = 60_000

/** Until when nothing is to be asked, or null where there is some to spare. */
export function heldUntil(allowances: readonly Allowance[], now: Date): Date | null {
  const waits = allowances.flatMap(({ limit, remaining, resetAt, waitUntil }) => {
    const isUsedUp = limit !== null && remaining !== null && remaining <= limit * ownersShare
    return [waitUntil, isUsedUp ? resetAt : null]
  })
  const ahead = waits.filter((wait) => wait !== null && wait > now) as Date[]
  return ahead.length === 0 ? null : new Date(Math.max(...ahead.map(Number)))
}

/** The resource whose row holds what a host said without saying of which allowance. */
const everything = 'all'

/** What the connection's rows say. */
export const readAllowances = (db: CompanyDatabase, connectionId: bigint): Promise<Allowance[]> =>
  db.quota.findMany({
    where: { connectionId },
    select: { limit: true, remaining: true, resetAt: true, waitUntil: true },
  })

/**
 * Says that nothing is to be asked for a while: until the host's own time where it gave one, else for
 * a minute, and for twice as long each time that it was not enough.
 * @returns until when
 */
export async function holdBack(
  db: CompanyDatabase,
  connectionId: bigint,
  told: Date | null,
  now: Date,
): Promise<Date> {
  const { companyId } = db
  const key = { companyId, connectionId, resource: everything }
  const last = await db.quota.findFirst({ where: key })
  const lastWait = last?.waitUntil ? last.waitUntil.getTime() - last.saidAt.getTime() : 0
  const wasEnough = !last?.waitUntil || now.getTime() - last.waitUntil.getTime() > 5 * minuteMs
  const wait = Math.min(wasEnough ? minuteMs : Math.max(minuteMs, 2 * lastWait), 60 * minuteMs)
  const until = told && told > now ? told : new Date(now.getTime() + wait)
  // Another worker may have been told of a longer wait.
  const waitUntil = last?.waitUntil && last.waitUntil > until ? last.waitUntil : until
  const values = { waitUntil, saidAt: now }
  const where = { companyId_connectionId_resource: key }
  await db.quota.upsert({ where, create: { ...key, ...values }, update: values })
  return waitUntil
}
