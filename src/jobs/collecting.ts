import { holdCollection, type Turn } from '../database/collections-due.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import { heldUntil, readAllowances } from '../repositories/allowance.js'
import type { BegunCollection } from '../repositories/collections.js'
import type { quotaBook } from '../repositories/connection-quotas.js'
import type { CollectServices, OpenHost } from './collect-services.js'

/** The start has been given to another worker, or this one wants to leave: nothing more is written. */
export class Superseded extends Error {}

/** There is nothing to spare of the token's allowance. */
export class AllowanceUsedUp extends Error {
  constructor(readonly until: Date) {
    super('allowance used up')
  }
}

/** One reading under way: who reads what, and how it writes. */
export interface Collecting extends Pick<CollectServices, 'log'> {
  turn: Turn
  begun: BegunCollection
  open: OpenHost
  signal: AbortSignal
  /** Writes as long as the turn is this start's, together with what the host said of its allowance. */
  write<T>(work: (db: CompanyDatabase) => Promise<T>): Promise<T>
}

/** How a reading writes: fenced by its turn. */
export function writerOf(
  { database }: Pick<CollectServices, 'database'>,
  turn: Turn,
  connectionId: bigint,
  quotas: ReturnType<typeof quotaBook>,
): Collecting['write'] {
  return (work) =>
    inCompany(database, turn.companyId, async (db) => {
      const [row] = await db.run(holdCollection, turn.repositoryId, turn.attempt)
      if (!row?.mine) throw new Superseded()
      await quotas.keep(db, connectionId)
      return work(db)
    })
}

/**
 * Goes on only while there is some of the allowance to spare.
 * @throws AllowanceUsedUp
 */
export async function mustBeSpare(
  { write, signal }: Pick<Collecting, 'write' | 'signal'>,
  connectionId: bigint,
): Promise<void> {
  if (signal.aborted) throw new Superseded()
  const until = await write(async (db) =>
    heldUntil(await readAllowances(db, connectionId), new Date()),
  )
  if (until) throw new AllowanceUsedUp(until)
}
