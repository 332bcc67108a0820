import { currentCompany } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Cell, isAggregated, isTellable, tellableSlices } from './individuals.js'
import { authorInSql, pullPlaceInSql, pullsInSql } from './pull-request-scope.js'
import { ownDaysInSql, type Scope, scopeValues, teamInSql } from './scope.js'

/** What numbers are made of: each is told or not told by the people of its own. */
const kinds = ['commits', 'pulls', 'reviews'] as const

interface KindCell<Slice> extends Cell<Slice> {
  kind: (typeof kinds)[number]
}

const pullDay = 'coalesce(p."mergedDay", p."createdDay")'

/** Who did something of a scope, when and where. Bots are nobody. */
const workInSql = `(
    SELECT 'commits' AS kind, c."developerId" AS who, c."localDay" AS day, c."repositoryId" AS place
    FROM commit_days c WHERE ${ownDaysInSql} AND NOT c."byBot"
    UNION
    SELECT 'pulls', ${authorInSql}, ${pullDay}, p."repositoryId"
    FROM ${pullsInSql} WHERE ${pullPlaceInSql(pullDay)} AND NOT p."byBot"
      AND (p."mergedDay" BETWEEN $2::date AND $3::date
        OR p."createdDay" BETWEEN $2::date AND $3::date)
    UNION
    SELECT 'reviews', a."developerId", r."localDay", r."repositoryId"
    FROM reviews r JOIN host_accounts a ON a."companyId" = r."companyId" AND a.id = r."accountId"
    WHERE r."companyId" = $1 AND r."localDay" BETWEEN $2::date AND $3::date
      AND ($4::bigint IS NULL OR r."repositoryId" = $4::bigint)
      AND ${teamInSql('a."developerId"', 'r."localDay"')}
      AND ($7::bigint IS NULL OR a."developerId" = $7::bigint)
  ) AS w
  JOIN developers d ON d."companyId" = $1 AND d.id = w.who AND NOT d."isBot"`

const cells = (name: string, slices: string) =>
  namedQuery<KindCell<bigint>>(
    `people-by-${name}`,
    `SELECT c.kind, c.slices, array_agg(DISTINCT c.who) AS people FROM (
       SELECT w.kind, w.who, ${slices} AS slices FROM ${workInSql}) AS c GROUP BY 1, 2`,
  )

const queries = {
  whole: cells('nothing', 'ARRAY[]::bigint[]'),
  repositories: cells('repository', 'ARRAY[w.place]'),
  teams: cells(
    'team',
    `ARRAY(SELECT DISTINCT m."teamId" FROM team_memberships m
      WHERE m."companyId" = $1 AND m."developerId" = w.who AND m."from" <= w.day
        AND (m."to" IS NULL OR m."to" >= w.day) ORDER BY 1)`,
  ),
}

/** Whether what was done in a scope may be told: its commits, its pull requests and its reviews. */
export async function isScopeTellable(db: CompanyDatabase, scope: Scope): Promise<boolean> {
  const company = await currentCompany(db)
  if (!isAggregated(company)) return true
  const rows = await db.run(queries.whole, ...scopeValues(scope))
  return rows.every(({ people }) => isTellable(company, [...people].length))
}

/** Whether a part of a scope may stand beside its whole, in one answer with all others that may. */
export type Tellable = (id: bigint) => boolean

/** Which repositories, or which teams, may be told of in one answer about a scope. */
export async function tellableParts(
  db: CompanyDatabase,
  scope: Scope,
  parts: 'repositories' | 'teams',
): Promise<Tellable> {
  const company = await currentCompany(db)
  if (!isAggregated(company)) return () => true
  const rows = await db.run(queries[parts], ...scopeValues(scope))
  const untold = new Set(
    kinds.flatMap((kind) => {
      const own = rows.filter((row) => row.kind === kind)
      const told = tellableSlices(company, own)
      return own.flatMap(({ slices }) => slices.filter((slice) => !told.has(slice)))
    }),
  )
  return (id) => !untold.has(id)
}
