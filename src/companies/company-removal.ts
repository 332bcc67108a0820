import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import { endChore, queueChore } from '../database/chores.js'
import type { CompanyDatabase, CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** Who wants the company deleted, since when, and when it will be. */
export interface CompanyRemoval {
  askedById: bigint
  askedAt: Date
  dueAt: Date
}

const read = namedQuery<CompanyRemoval>(
  'read-company-removal',
  'SELECT * FROM directory.read_company_removal($1)',
)

const ask = namedQuery<{ due: Date }>(
  'ask-company-removal',
  'SELECT directory.ask_company_removal($1, $2::bigint) AS due',
)

const keep = namedQuery<{ kept: boolean }>(
  'keep-company',
  'SELECT directory.keep_company($1) AS kept',
)

const remove = namedQuery<{ removed: boolean }>(
  'remove-company',
  'SELECT directory.remove_company($1) AS removed',
)

const destroyTokens = namedQuery<never>(
  'destroy-tokens',
  `UPDATE connections SET token = NULL, "tokenEnd" = NULL, "tokenUser" = NULL,
     "tokenExpiresAt" = NULL, "webhookSecret" = NULL, "removedAt" = coalesce("removedAt", now())
   WHERE "companyId" = $1`,
)

const dropWays = namedQuery<{ dropped: string }>(
  'drop-ways-in',
  `SELECT directory.drop_collection($1, r.id)::text AS dropped FROM repositories r
     WHERE r."companyId" = $1
   UNION ALL SELECT directory.drop_webhook($1, c.id)::text FROM connections c WHERE c."companyId" = $1`,
)

/** The wish to delete the company, or null where there is none. */
export async function companyRemoval(
  queries: Pick<CompanyQueries, 'run'>,
): Promise<CompanyRemoval | null> {
  const [row] = await queries.run(read)
  return row ?? null
}

/**
 * Asks for the company to be deleted, seven days from now. Tokens and webhooks' secrets are destroyed
 * at once: nothing is read from any host from here on, whether the wish is taken back or not.
 */
export async function askCompanyRemoval(
  db: CompanyDatabase,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<Date> {
  const known = await companyRemoval(db)
  if (known) return known.dueAt
  const [row] = await db.run(ask, actorId)
  await db.run(queueChore, 'company-removal', db.companyId, row!.due)
  await db.run(destroyTokens)
  await db.run(dropWays)
  await record(db, { action: 'company.removal-asked', actorId, from })
  return row!.due
}

/** Takes the wish back. False where there was none. */
export async function keepCompany(
  db: CompanyDatabase,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<boolean> {
  const [row] = await db.run(keep)
  if (!row!.kept) return false
  await db.run(endChore, 'company-removal', db.companyId)
  await record(db, { action: 'company.removal-taken-back', actorId, from })
  return true
}

/**
 * Deletes the company and everything that is its own, if seven days have passed since it was asked for.
 * False when it is not wanted any more, or not due.
 */
export async function removeCompany(queries: CompanyQueries): Promise<boolean> {
  const [row] = await queries.run(remove)
  return row!.removed
}
