import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'

/**
 * What was done, in sums from which every tile is made:
 * commits      = commits that are not merges
 * contributors = distinct developers, an identity without one being its own
 * lines        = lines added and removed in code and test files
 * testShare    = test lines added / (test + code lines added), in percent; null without either
 * complexity   = decision points added less removed per 100 lines added, in code files of languages
 *                whose complexity is measured; null without such lines
 * Left out everywhere: vendored and generated files, documents, configuration and data.
 */
export interface Activity {
  commits: number
  contributors: number
  lines: number
  testShare: number | null
  complexity: number | null
}

interface Sums {
  commits: number
  contributors: number
  lines: number
  codeAdded: number
  testAdded: number
  decisions: number
  complexityLines: number
}

const sums = `count(*)::int AS commits, count(DISTINCT coalesce(i."developerId", -i.id))::int AS contributors,
  coalesce(sum(c."codeAdditions"::bigint + c."codeDeletions" + c."testAdditions" + c."testDeletions"), 0)::float8 AS lines,
  coalesce(sum(c."codeAdditions"), 0)::float8 AS "codeAdded",
  coalesce(sum(c."testAdditions"), 0)::float8 AS "testAdded",
  coalesce(sum(c."complexityDelta"), 0)::float8 AS decisions,
  coalesce(sum(c."complexityLines"), 0)::float8 AS "complexityLines"`

const source = `FROM commits c
  JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId" WHERE ${scopeInSql}`

const totalQuery = namedQuery<Sums>('activity', `SELECT ${sums} ${source}`)

const weeklyQuery = namedQuery<Sums & { week: string }>(
  'activity-by-week',
  `SELECT c."localWeek"::text AS week, ${sums} ${source} GROUP BY 1 ORDER BY 1`,
)

function activity(row: Sums): Activity {
  const added = row.codeAdded + row.testAdded
  return {
    commits: row.commits,
    contributors: row.contributors,
    lines: row.lines,
    testShare: added > 0 ? (100 * row.testAdded) / added : null,
    complexity: row.complexityLines > 0 ? (100 * row.decisions) / row.complexityLines : null,
  }
}

/** What was done in a scope. */
export async function measureActivity(db: CompanyDatabase, scope: Scope): Promise<Activity> {
  const [row] = await db.run(totalQuery, ...scopeValues(scope))
  return activity(row!)
}

/** What was done in each week of a scope, by the week's Monday; weeks without commits are missing. */
export async function measureActivityByWeek(
  db: CompanyDatabase,
  scope: Scope,
): Promise<Map<string, Activity>> {
  const rows = await db.run(weeklyQuery, ...scopeValues(scope))
  return new Map(rows.map((row) => [row.week, activity(row)]))
}
