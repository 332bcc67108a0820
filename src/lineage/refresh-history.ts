import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { findCouplings } from './couplings.js'
import { type ChangedFiles, followRenames } from './file-histories.js'
import { findHotSpots } from './hot-spots.js'

/** `$3` is the window's first instant. A row a commit: its files come as arrays, which is faster. */
const changes = namedQuery<ChangedFiles>(
  'history-changes',
  `SELECT c.files, c."committedAt" >= $3::timestamptz AS "isRecent",
     array_agg(f."pathId"::float8) AS paths,
     array_agg(coalesce(f."renamedFromId", 0)::float8) AS "renamedFrom",
     array_agg(f.kind = 'code') AS "isCode",
     array_agg(coalesce(f."complexityDelta", 0)) AS points
   FROM commits c
   JOIN file_changes f ON f."companyId" = c."companyId" AND f."repositoryId" = c."repositoryId"
     AND f.hash = c.hash AND f.kind IN ('code', 'test')
   JOIN paths p ON p."companyId" = f."companyId" AND p."repositoryId" = f."repositoryId"
     AND p.id = f."pathId" AND NOT p.excluded
   WHERE c."companyId" = $1::bigint AND c."repositoryId" = $2::bigint
     AND c.counted AND NOT c."byBot" AND c.type <> 'merge'
   GROUP BY c."companyId", c."repositoryId", c.hash
   ORDER BY c."committedAt" DESC, c."authoredAt" DESC, c.hash`,
)

const forgetHotSpots = namedQuery(
  'forget-hot-spots',
  'DELETE FROM hot_spots WHERE "companyId" = $1::bigint AND "repositoryId" = $2::bigint',
)

const storeHotSpots = namedQuery(
  'store-hot-spots',
  `INSERT INTO hot_spots
     ("companyId", "repositoryId", "pathId", commits, "decisionPoints", score)
   SELECT $1::bigint, $2::bigint, s.* FROM unnest($3::bigint[], $4::int[], $5::int[], $6::real[])
     AS s (path, commits, points, score)`,
)

const forgetCouplings = namedQuery(
  'forget-couplings',
  'DELETE FROM couplings WHERE "companyId" = $1::bigint AND "repositoryId" = $2::bigint',
)

const storeCouplings = namedQuery(
  'store-couplings',
  `INSERT INTO couplings ("companyId", "repositoryId", "pathId", "otherPathId", shared, degree)
   SELECT $1::bigint, $2::bigint, s.* FROM unnest($3::bigint[], $4::bigint[], $5::int[], $6::real[])
     AS s (path, other, shared, degree)`,
)

/** Twelve months, by the calendar in UTC. */
function windowStart(now: Date): Date {
  const start = new Date(now)
  start.setUTCFullYear(start.getUTCFullYear() - 1)
  return start
}

/**
 * Works out a repository's hot spots and couplings anew from the facts: commits of the last twelve
 * months, or of what is there. Doing it twice changes nothing.
 */
export async function refreshHistory(
  queries: CompanyQueries,
  repositoryId: bigint,
  now: Date,
): Promise<void> {
  const found = await queries.run(changes, repositoryId, windowStart(now))
  followRenames(found)
  const spots = findHotSpots(found)
  const pairs = findCouplings(found)
  await queries.run(forgetHotSpots, repositoryId)
  await queries.run(
    storeHotSpots,
    repositoryId,
    ...[spots.map(({ path }) => BigInt(path)), spots.map(({ commits }) => commits)],
    ...[spots.map((spot) => spot.decisionPoints), spots.map(({ score }) => score)],
  )
  await queries.run(forgetCouplings, repositoryId)
  await queries.run(
    storeCouplings,
    repositoryId,
    ...[pairs.map(({ path }) => BigInt(path)), pairs.map(({ other }) => BigInt(other))],
    ...[pairs.map(({ shared }) => shared), pairs.map(({ degree }) => degree)],
  )
}
