import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { findCouplings } from './couplings.js'
import { followRenames } from './file-histories.js'
import { findHotSpots } from './hot-spots.js'
import { listRepositoryChanges } from './repository-changes.js'

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
  const found = await listRepositoryChanges(queries, repositoryId, windowStart(now))
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
