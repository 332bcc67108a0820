import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { fewestPulls } from './phases.js'
import { mergedInSql, pullPlaceInSql, pullsInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * What pull requests came to, over a scope or a week of it.
 *   unreviewed, selfMerged   counts of merged ones; of those whose reviews are known
 *   rounds, depth, lines     medians over merged ones, null with fewer than 5
 *   closed                   those closed without a merge, on the day they were closed
 * Left out: bots, and what an admin has excluded.
 */
export interface PullFigures {
  merged: number
  /** Of the merged ones, those whose reviews were read. */
  known: number
  unreviewed: number
  selfMerged: number
  rounds: number | null
  depth: number | null
  lines: number | null
}

const isKnown = `p."cycleSeconds" IS NOT NULL`
const median = (column: string, condition: string) =>
  `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${column}) FILTER (WHERE ${condition})`

type Row = PullFigures & { week: string | null; sized: number }

const query = namedQuery<Row>(
  'pull-request-figures',
  `SELECT p."mergedWeek"::text AS week, count(*)::int AS merged,
     (count(*) FILTER (WHERE ${isKnown}))::int AS known,
     (count(*) FILTER (WHERE ${isKnown} AND p."isUnreviewed"))::int AS unreviewed,
     (count(*) FILTER (WHERE ${isKnown} AND p."isSelfMerged"))::int AS "selfMerged",
     ${median('p."reviewRounds"', isKnown)} AS rounds, ${median('p."reviewDepth"', isKnown)} AS depth,
     ${median('p.additions + p.deletions', 'p.additions IS NOT NULL')} AS lines,
     (count(*) FILTER (WHERE p.additions + p.deletions IS NOT NULL))::int AS sized
   FROM ${pullsInSql} WHERE ${mergedInSql} GROUP BY GROUPING SETS ((p."mergedWeek"), ())`,
)

const closedDay = `(p."closedAt" AT TIME ZONE
    (SELECT "timeZone" FROM companies WHERE id = $1))::date`

const closedQuery = namedQuery<{ week: string; closed: number }>(
  'pull-requests-closed-by-week',
  `SELECT date_trunc('week', ${closedDay})::date::text AS week, count(*)::int AS closed
   FROM ${pullsInSql} WHERE ${pullPlaceInSql('p."createdDay"')} AND p.state = 'closed'
     AND p."closedAt" >= $2::date - 2 AND ${closedDay} BETWEEN $2::date AND $3::date GROUP BY 1`,
)

const none: PullFigures = {
  ...{ merged: 0, known: 0, unreviewed: 0, selfMerged: 0, rounds: null, depth: null, lines: null },
}

function figures({ known, sized, week: _, ...row }: Row): PullFigures {
  return {
    ...{ ...row, known },
    ...(known < fewestPulls ? { rounds: null, depth: null } : {}),
    ...(sized < fewestPulls ? { lines: null } : {}),
  }
}

/** Figures of merged pull requests over a scope, and by week (the week's Monday). */
export async function measureFigures(
  db: CompanyDatabase,
  scope: Scope,
): Promise<{ total: PullFigures; weeks: Map<string, PullFigures> }> {
  const rows = await db.run(query, ...scopeValues(scope))
  const all = rows.find(({ week }) => week === null)
  return {
    total: all ? figures(all) : none,
    weeks: new Map(
      rows.flatMap((row): [string, PullFigures][] =>
        row.week === null ? [] : [[row.week, figures(row)]],
      ),
    ),
  }
}

/** Pull requests closed without a merge, by the week in which they were. */
export async function measureClosed(
  db: CompanyDatabase,
  scope: Scope,
): Promise<{ total: number; weeks: Map<string, number> }> {
  const rows = await db.run(closedQuery, ...scopeValues(scope))
  const total = rows.reduce((sum, { closed }) => sum + closed, 0)
  return { total, weeks: new Map(rows.map(({ week, closed }) => [week, closed])) }
}
