import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { effort, noEffort, sessionMinutes } from '../measures/effort.js'
import { effortless } from '../measures/effortless.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import type { TouchedDay } from '../roll-ups/refresh-roll-ups.js'

const kQuery = namedQuery<{ k: number }>(
  'effort-k',
  'SELECT "effortK" AS k FROM companies WHERE id = $1',
)

interface Row extends Pick<MeasuredCommit, 'subject' | 'message' | 'type' | 'skipped'> {
  repositoryId: bigint
  hash: string
  /** Local, ISO. */
  day: string
  developerId: bigint
  authoredAt: Date
  /** Its date is true and it stands in the numbers: it begins or goes on with a session. */
  inSession: boolean
  isBot: boolean
  /** It is written; the others are there to measure the gap to. */
  isAsked: boolean
  weightedLines: number
  gapMinutes: number | null
  effortLow: number
  effortMid: number
  effortHigh: number
  effortMethod: string
}

/**
 * The commits of `$2`, developers, each one's by author date. With `$3`, an analysis, only those that
 * its commits can have changed: theirs, and those that follow within a session; and what lies within a
 * session before.
 */
const rowsQuery = namedQuery<Row>(
  'commits-for-effort',
  `WITH span AS (
     SELECT i."developerId", min(c."authoredAt") AS first, max(c."authoredAt") AS last
     FROM commits c JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
     WHERE c."companyId" = $1 AND c."analysisId" = $3::bigint GROUP BY 1
   )
   SELECT c."repositoryId", encode(c.hash, 'hex') AS hash, c."localDay"::text AS day, i."developerId",
     c."authoredAt",
     c.counted AND NOT c."dateSuspect" AS "inSession", c."byBot" AS "isBot",
     $3::bigint IS NULL OR c."authoredAt" >= s.first AS "isAsked",
     c.skipped, c.type::text AS type, c.subject,
     CASE WHEN c.type = 'revert' THEN c.message ELSE '' END AS message,
     c."weightedLines", c."gapMinutes", c."effortLow", c."effortMid", c."effortHigh", c."effortMethod"
   FROM identities i
   JOIN commits c ON c."companyId" = i."companyId" AND c."authorId" = i.id
   LEFT JOIN span s ON s."developerId" = i."developerId"
   WHERE i."companyId" = $1 AND i."developerId" = ANY($2::bigint[])
     AND ($3::bigint IS NULL OR c."authoredAt" BETWEEN s.first - make_interval(mins => $4::int + 1)
       AND s.last + make_interval(mins => $4::int + 1))
   ORDER BY i."developerId", c."authoredAt", c."repositoryId", c.hash`,
)

const writeQuery = namedQuery<TouchedDay>(
  'write-effort',
  `UPDATE commits c SET "gapMinutes" = e.gap, "effortLow" = e.low, "effortMid" = e.mid,
     "effortHigh" = e.high, "effortMethod" = e.method
   FROM unnest($2::bigint[], $3::text[], $4::smallint[], $5::real[], $6::real[], $7::real[],
     $8::text[]) AS e (repository, hash, gap, low, mid, high, method)
   WHERE c."companyId" = $1 AND c."repositoryId" = e.repository AND c.hash = decode(e.hash, 'hex')
   RETURNING c."repositoryId", c."localDay"::text AS day`,
)

/** So many developers are worked on at once. */
const chunk = 200

/** Minutes since the developer's commit before, whole ones; null where that is no session's. */
function gapBetween(before: Row | null, row: Row): number | null {
  if (!before || before.developerId !== row.developerId || !row.inSession) return null
  const minutes = (row.authoredAt.getTime() - before.authoredAt.getTime()) / 60_000
  return minutes <= sessionMinutes ? Math.round(minutes) : null
}

function settled(row: Row, gapMinutes: number | null, k: number) {
  const { weightedLines } = row
  const { low, mid, high, method } = effortless(row)
    ? noEffort
    : effort({ weightedLines, gapMinutes, k })
  const kept = (minutes: number) => Math.fround(Math.round(minutes * 10) / 10)
  return { gapMinutes, low: kept(low), mid: kept(mid), high: kept(high), method }
}

type Settled = ReturnType<typeof settled>

/** Reals are stored with seven digits, and read back as those digits: 12.3 is not what was written. */
function isAsBefore(row: Row, now: Settled): boolean {
  return (
    row.gapMinutes === now.gapMinutes &&
    row.effortMethod === now.method &&
    Math.fround(row.effortLow) === now.low &&
    Math.fround(row.effortMid) === now.mid &&
    Math.fround(row.effortHigh) === now.high
  )
}

/** Those of the first few days of repositories. */
function ofFirstDays<Changed extends Row>(changed: Changed[], mostDays: number): Changed[] {
  if (mostDays === Number.POSITIVE_INFINITY) return changed
  const keyOf = ({ repositoryId, day }: Row) => `${String(repositoryId).padStart(20)} ${day}`
  const days = new Set([...new Set(changed.map(keyOf))].sort().slice(0, mostDays))
  return changed.filter((row) => days.has(keyOf(row)))
}

/**
 * Works out gaps and effort of these developers' commits; with an analysis only those that its
 * commits can have changed.
 * @param mostDays writes no more than the commits of so many days of repositories: asked again, it writes
 *   those that are left
 * @returns the days of what was written, one for each commit
 */
export async function settleEffort(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
  analysisId: bigint | null,
  mostDays = Number.POSITIVE_INFINITY,
): Promise<TouchedDay[]> {
  const [company] = await queries.run(kQuery)
  const touched: TouchedDay[] = []
  for (let start = 0; start < developerIds.length; start += chunk) {
    const ids = developerIds.slice(start, start + chunk)
    const rows = await queries.run(rowsQuery, ids, analysisId, sessionMinutes)
    const changed: (Settled & Row)[] = []
    let before: Row | null = null
    for (const row of rows) {
      const now = settled(row, gapBetween(before, row), company!.k)
      if (row.isAsked && !isAsBefore(row, now)) changed.push({ ...row, ...now })
      if (row.inSession) before = row
    }
    const kept = ofFirstDays(changed, mostDays)
    if (kept.length > 0) for (const day of await write(queries, kept)) touched.push(day)
  }
  return touched
}

function write(queries: CompanyQueries, changed: (Settled & Row)[]): Promise<TouchedDay[]> {
  const column = <Key extends keyof (Settled & Row)>(key: Key) => changed.map((row) => row[key])
  const minutes = [column('low'), column('mid'), column('high')]
  const values = [column('repositoryId'), column('hash'), column('gapMinutes'), ...minutes]
  return queries.run(writeQuery, ...values, column('method'))
}
