import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** What a host says there is: last updates by number. */
export type Inventory = Map<number, Date>

const gone = namedQuery<never>(
  'mark-gone-pull-requests',
  `UPDATE pull_requests p SET "goneAt" = CASE WHEN p.number = ANY($3::int[]) THEN NULL ELSE now() END
   WHERE p."companyId" = $1 AND p."repositoryId" = $2::bigint
     AND (p."goneAt" IS NULL) <> (p.number = ANY($3::int[]))`,
)

const missing = namedQuery<{ number: number; updatedAt: Date }>(
  'missing-pull-requests',
  `SELECT i.number, i."updatedAt" FROM unnest($3::int[], $4::timestamptz[]) AS i (number, "updatedAt")
   LEFT JOIN pull_requests p ON p."companyId" = $1 AND p."repositoryId" = $2::bigint
     AND p.number = i.number
   WHERE p.number IS NULL OR p."updatedAt" < i."updatedAt" - interval '1 second'
   ORDER BY i.number`,
)

const failed = namedQuery<{ number: number }>(
  'failed-pull-requests',
  `SELECT key::int AS number FROM collections, jsonb_object_keys(failed) AS key
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint`,
)

/** Numbers of pull requests that are known not to be read whole. */
export const readFailed = async (db: CompanyDatabase, repositoryId: bigint): Promise<number[]> =>
  (await db.run(failed, repositoryId)).map(({ number }) => number)

/** What the host has and is not stored as it is there; what it no longer has is marked on the way. */
export async function missingFrom(
  db: CompanyDatabase,
  repositoryId: bigint,
  inventory: Inventory,
): Promise<{ number: number; updatedAt: Date }[]> {
  const numbers = [...inventory.keys()]
  await db.run(gone, repositoryId, numbers)
  return db.run(missing, repositoryId, numbers, [...inventory.values()])
}
