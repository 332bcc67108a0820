import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Place } from './settle.js'

/**
 * A commit made anew (rebased, cherry-picked) is the same author's, of the same author date, subject
 * (the number of a pull request aside) and volume, in the same files. Of such twins one counts: one
 * that is reached and not excluded before others, then the one committed first. `$2` is the
 * repository, `$3` an analysis whose commits' twins are looked at, or null for all.
 */
const recreationsQuery = namedQuery<never>(
  'settle-recreations',
  `WITH alike AS (
     SELECT c.hash, c.reachable AND NOT c.excluded AS stands, c."committedAt",
       c."authorId", c."authoredAt", regexp_replace(c.subject, ' \\(#\\d+\\)$', '') AS subject,
       c.additions, c.deletions, c.files,
       count(*) OVER (PARTITION BY c."authorId", c."authoredAt",
         regexp_replace(c.subject, ' \\(#\\d+\\)$', ''), c.additions, c.deletions, c.files) AS twins
     FROM commits c
     WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.skipped IS NULL
       AND ($3::bigint IS NULL OR c."authoredAt" IN (
         SELECT f."authoredAt" FROM commits f WHERE f."companyId" = $1
           AND f."repositoryId" = $2::bigint AND f."analysisId" = $3::bigint))
   ), twins AS (
     SELECT a.*, CASE WHEN a.twins > 1 THEN (
         SELECT array_agg(f."pathId" ORDER BY f."pathId") FROM file_changes f
         WHERE f."companyId" = $1 AND f."repositoryId" = $2::bigint AND f.hash = a.hash) END AS paths
     FROM alike a
   ), firsts AS (
     SELECT hash, first_value(hash) OVER (
       PARTITION BY "authorId", "authoredAt", subject, additions, deletions, files, paths
       ORDER BY stands DESC, "committedAt", hash) AS first
     FROM twins
   )
   UPDATE commits c SET "recreationOf" = nullif(f.first, c.hash) FROM firsts f
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.hash = f.hash
     AND c."recreationOf" IS DISTINCT FROM nullif(f.first, c.hash)`,
)

const countedQuery = namedQuery<never>(
  'settle-counted',
  `UPDATE commits SET counted = reachable AND NOT excluded AND "recreationOf" IS NULL
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND counted <> (reachable AND NOT excluded AND "recreationOf" IS NULL)`,
)

const botsQuery = namedQuery<never>(
  'mark-bots',
  `UPDATE commits c SET "byBot" = d."isBot"
   FROM identities i JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
   WHERE i."companyId" = $1 AND d.id = ANY($2::bigint[])
     AND c."companyId" = $1 AND c."authorId" = i.id AND c."byBot" <> d."isBot"`,
)

const developersQuery = namedQuery<{ id: bigint }>(
  'developers-of-commits',
  `SELECT DISTINCT i."developerId" AS id FROM commits c
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND i."developerId" IS NOT NULL
     AND ($3::bigint IS NULL OR c."analysisId" = $3::bigint)`,
)

/** Says of each commit whether it stands in the numbers. */
export async function settleCounted(
  queries: CompanyQueries,
  { repositoryId, analysisId }: Place,
): Promise<void> {
  await queries.run(recreationsQuery, repositoryId, analysisId)
  await queries.run(countedQuery, repositoryId)
}

/** Marks the commits of these developers as a bot's, or takes the mark off. */
export async function markBots(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
): Promise<void> {
  if (developerIds.length > 0) await queries.run(botsQuery, developerIds)
}

/** Whose commits they are. */
export async function developersOf(
  queries: CompanyQueries,
  { repositoryId, analysisId }: Place,
): Promise<bigint[]> {
  const rows = await queries.run(developersQuery, repositoryId, analysisId)
  return rows.map(({ id }) => id)
}
