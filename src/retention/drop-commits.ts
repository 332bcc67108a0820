import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { refreshDays } from '../roll-ups/refresh-roll-ups.js'
import { commitInScope, type Scope, scopeValues } from './scope.js'

/** So many commits at most go in one transaction, and about so many file changes. */
const commitsAtOnce = 500
const changesAtOnce = 2_500

/** `$5` commits, `$6` file changes. Day by day: the sums of few days are made anew. */
const pick = namedQuery<{ hash: Uint8Array; day: string }>(
  'commits-to-drop',
  `SELECT w.hash, w.day FROM (
     SELECT c.hash, c.day, c.files, sum(c.files + 1) OVER (ORDER BY c.day, c.hash) AS weight FROM (
       SELECT c.hash, c."localDay"::text AS day, c.files FROM commits c WHERE ${commitInScope}
       ORDER BY c."localDay", c.hash LIMIT $5::int
     ) AS c
   ) AS w WHERE w.weight - w.files <= $6::int`,
)

const people = namedQuery<{ id: bigint }>(
  'developers-of-commits-to-drop',
  `SELECT DISTINCT i."developerId" AS id FROM commits c
   JOIN identities i ON i."companyId" = c."companyId" AND i.id IN (c."authorId", c."committerId")
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.hash = ANY($3::bytea[])
     AND i."developerId" IS NOT NULL`,
)

const changes = namedQuery<{ gone: number }>(
  'drop-file-changes',
  `WITH gone AS (DELETE FROM file_changes WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND hash = ANY($3::bytea[]) RETURNING 1) SELECT count(*)::int AS gone FROM gone`,
)

const exclusions = namedQuery<{ gone: number }>(
  'drop-exclusions-of-commits',
  `WITH gone AS (DELETE FROM exclusions WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND kind = 'commit' AND hash = ANY($3::bytea[]) RETURNING 1)
   SELECT count(*)::int AS gone FROM gone`,
)

const commits = namedQuery<never>(
  'drop-commits',
  `DELETE FROM commits WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND hash = ANY($3::bytea[])`,
)

/** What a step deleted: whose it was, and how many rows by what they are. */
export interface Dropped {
  developerIds: bigint[]
  counts: Record<string, number>
}

/**
 * Deletes some commits of one repository with all that hangs on them; the roll-ups agree with the facts
 * afterwards. Null when there is nothing left.
 */
export async function dropCommits(queries: CompanyQueries, scope: Scope): Promise<Dropped | null> {
  const [repositoryId] = scope.repositoryIds
  const rows = await queries.run(pick, ...scopeValues(scope), commitsAtOnce, changesAtOnce)
  if (repositoryId === undefined || rows.length === 0) return null
  const hashes = rows.map(({ hash }) => hash)
  const touched = await queries.run(people, repositoryId, hashes)
  const [gone] = await queries.run(changes, repositoryId, hashes)
  const [words] = await queries.run(exclusions, repositoryId, hashes)
  await queries.run(commits, repositoryId, hashes)
  await refreshDays(
    queries,
    rows.map(({ day }) => ({ repositoryId, day })),
  )
  return {
    developerIds: touched.map(({ id }) => id),
    counts: { commits: rows.length, fileChanges: gone!.gone, exclusions: words!.gone },
  }
}
