import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { TouchedDay } from '../roll-ups/refresh-roll-ups.js'
import type { Place } from './settle.js'
import { settleRecreations } from './settle-recreations.js'

const countedQuery = namedQuery<never>(
  'settle-counted',
  `UPDATE commits SET counted = reachable AND NOT excluded AND "recreationOf" IS NULL
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND counted <> (reachable AND NOT excluded AND "recreationOf" IS NULL)`,
)

const botsQuery = namedQuery<TouchedDay>(
  'mark-bots',
  `UPDATE commits c SET "byBot" = d."isBot"
   FROM identities i JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
   WHERE i."companyId" = $1 AND d.id = ANY($2::bigint[])
     AND c."companyId" = $1 AND c."authorId" = i.id AND c."byBot" <> d."isBot"
   RETURNING c."repositoryId", c."localDay"::text AS day`,
)

const daysQuery = namedQuery<TouchedDay>(
  'days-of-developers',
  `SELECT DISTINCT c."repositoryId", c."localDay"::text AS day FROM identities i
   JOIN commits c ON c."companyId" = i."companyId" AND c."authorId" = i.id
   WHERE i."companyId" = $1 AND i."developerId" = ANY($2::bigint[])`,
)

const analysisQuery = namedQuery<TouchedDay>(
  'days-of-analysis',
  `SELECT DISTINCT c."repositoryId", c."localDay"::text AS day FROM commits c
   WHERE c."companyId" = $1 AND c."analysisId" = $2::bigint`,
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
  await settleRecreations(queries, { repositoryId, analysisId })
  await queries.run(countedQuery, repositoryId)
}

/**
 * Marks the commits of these developers as a bot's, or takes the mark off.
 * @returns the days of what was written
 */
export async function markBots(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
): Promise<TouchedDay[]> {
  return developerIds.length > 0 ? queries.run(botsQuery, developerIds) : []
}

/** The days on which these developers have commits. */
export const daysOfDevelopers = (queries: CompanyQueries, developerIds: readonly bigint[]) =>
  queries.run(daysQuery, developerIds)

/** The days of the commits that an analysis stored. */
export const daysOfAnalysis = (queries: CompanyQueries, analysisId: bigint) =>
  queries.run(analysisQuery, analysisId)

/** Whose commits they are. */
export async function developersOf(
  queries: CompanyQueries,
  { repositoryId, analysisId }: Place,
): Promise<bigint[]> {
  const rows = await queries.run(developersQuery, repositoryId, analysisId)
  return rows.map(({ id }) => id)
}
