import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { listRepositories } from '../repositories/repositories.js'
import { retentionOf, retentionRules } from '../retention/rules.js'
import { countedWords } from './counted-words.js'
import type { CleanUpForm, CleanUpRow, ClearedRow, DataPage } from './data-types.js'

/** So many clean-ups are shown. */
const mostCleanUps = 20

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** Days as a sentence has them: "1 Jan 2024 to 31 Dec 2024". */
export function periodWords(first: Date | null, last: Date | null): string {
  if (first && last) return `${day.format(first)} to ${day.format(last)}`
  if (first) return `from ${day.format(first)} on`
  return last ? `until ${day.format(last)}` : 'all days'
}

const stages: Record<string, string> = {
  mark: 'waits for readings',
  commits: 'deletes commits',
  'pull-requests': 'deletes pull requests',
  analyses: 'deletes receipts',
  effort: 'works effort out anew',
  calibrate: 'works effort out anew',
  'all-effort': 'works all effort out anew',
  history: 'works hot spots out anew',
  paths: 'sweeps',
  people: 'sweeps',
  leave: 'sweeps',
}

interface Row extends Omit<CleanUpRow, 'id' | 'what' | 'period' | 'stage' | 'counts'> {
  id: bigint
  kind: string
  name: string | null
  firstDay: Date | null
  lastDay: Date | null
  stage: string
  counts: unknown
}

const list = namedQuery<Row>(
  'list-clean-ups',
  `SELECT c.id, c.kind, c.name, c."firstDay", c."lastDay", c.stage, c.counts, c."requestedAt",
     c."finishedAt", u.name AS by
   FROM clean_ups c LEFT JOIN users u ON u."companyId" = c."companyId" AND u.id = c."requestedById"
   WHERE c."companyId" = $1 ORDER BY c.id DESC LIMIT ${mostCleanUps}`,
)

const cleared = namedQuery<{
  id: bigint
  repository: string
  firstDay: Date | null
  lastDay: Date | null
}>(
  'list-cleared-periods',
  `SELECT z.id, r.name AS repository, z."firstDay", z."lastDay" FROM cleared_periods z
   JOIN repositories r ON r."companyId" = z."companyId" AND r.id = z."repositoryId"
   WHERE z."companyId" = $1 ORDER BY r.name, z."firstDay" NULLS FIRST, z.id LIMIT 500`,
)

const rowOf = ({ id, kind, name, firstDay, lastDay, stage, counts, ...row }: Row): CleanUpRow => ({
  ...{ ...row, id: String(id), what: name ?? 'All repositories' },
  period: kind === 'repository' ? 'everything, and itself' : periodWords(firstDay, lastDay),
  stage: row.finishedAt ? null : (stages[stage] ?? stage),
  counts: countedWords(counts),
})

async function clearedRows(db: CompanyDatabase): Promise<ClearedRow[]> {
  return (await db.run(cleared)).map(({ id, repository, firstDay, lastDay }) => ({
    ...{ id: String(id), repository, period: periodWords(firstDay, lastDay) },
  }))
}

/** The form with the repositories that may be chosen. */
export async function cleanUpForm(
  db: CompanyDatabase,
  given: Pick<CleanUpForm, 'values' | 'errors'>,
): Promise<CleanUpForm> {
  const rows = await listRepositories(db)
  const repositories = rows.map(({ id, name }) => ({ id: String(id), name }))
  return { ...given, problem: null, repositories }
}

/** What is kept for how long, what was deleted, and what is under way. */
export async function dataPage(
  db: CompanyDatabase,
  given: Pick<DataPage, 'mayRemoveCompany' | 'retentionErrors'> & { typed: Record<string, string> },
): Promise<DataPage> {
  const kept = await retentionOf(db)
  const last = await db.retentionRun.findFirst({
    where: { finishedAt: { not: null } },
    orderBy: { id: 'desc' },
  })
  const { typed, ...rest } = given
  return {
    ...rest,
    form: await cleanUpForm(db, { values: {}, errors: {} }),
    cleanUps: (await db.run(list)).map(rowOf),
    cleared: await clearedRows(db),
    lastNight: last && { at: last.startedAt, counts: countedWords(last.counts) },
    retention: retentionRules.map(({ kind, title, goes, standard, shortest, longest }) => ({
      ...{ kind, title, goes, bounds: `${shortest} to ${longest} days` },
      ...{ value: typed[kind] ?? String(kept[kind] ?? ''), mayBeEmpty: standard === null },
    })),
  }
}
