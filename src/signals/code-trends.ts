/**
 * How a repository's code changes, the last whole days against three times as many before them: such
 * changes are slow, and a short past would hide them.
 */
import type { CompanyDatabase } from '../database/company.js'
import { measureContributorsByRepository } from '../metrics/contributors.js'
import { fewestPeople } from '../metrics/individuals.js'
import { measureRepositorySums, type Sums } from '../metrics/sums.js'
import { listRepositories } from '../repositories/repositories.js'
import type { Looked, Stretches } from './signal.js'
import { stretchesOf } from './stretches.js'

/** How much longer the past is. */
const times = 3

export interface CodeTrend {
  repositoryId: bigint
  name: string
  now: Sums
  before: Sums
  stretches: Stretches
}

/**
 * The sums of each repository with commits in both stretches, by name; where nobody is shown alone only
 * those on which five people or more have worked.
 */
export async function measureCodeTrends(
  db: CompanyDatabase,
  { place, today, viewer }: Looked,
  days: number,
): Promise<CodeTrend[]> {
  const stretches = stretchesOf(today, days, times)
  const sumsOf = async (stretch: Stretches['now']) =>
    new Map(
      (await measureRepositorySums(db, { ...place, ...stretch })).map((row) => [
        row.repositoryId,
        row,
      ]),
    )
  const [now, before] = [await sumsOf(stretches.now), await sumsOf(stretches.before)]
  const people = viewer.isAggregated
    ? await measureContributorsByRepository(db, { ...place, ...stretches.now })
    : null
  const isTold = (id: bigint) => people === null || (people.get(id) ?? 0) >= fewestPeople
  return (await listRepositories(db)).flatMap(({ id, name }) => {
    const [later, earlier] = [now.get(id), before.get(id)]
    return later && earlier && isTold(id)
      ? [{ repositoryId: id, name, now: later, before: earlier, stretches }]
      : []
  })
}

/** "the 270 days before" */
export const pastOf = (days: number) => `the ${days * times} days before`
