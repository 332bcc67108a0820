import type { CompanyDatabase } from '../database/company.js'
import { activityOf } from '../metrics/activity.js'
import { measureBusFactors, measureClosest, measureHottest } from '../metrics/health.js'
import { tellableParts } from '../metrics/people-of-scope.js'
import { ratingsOf } from '../metrics/ratings.js'
import { reworkOf } from '../metrics/rework.js'
import { isOfSome } from '../metrics/scope.js'
import {
  addUp,
  addUpWeeks,
  measureDays,
  measureRepositorySums,
  type Sums,
} from '../metrics/sums.js'
import { listRepositories } from '../repositories/repositories.js'
import { comparedDays, type Filters, link, scopeOf, scopeOn } from './filters.js'
import { healthReasons } from './health-reasons.js'
import type { HealthPage, HealthRow } from './health-types.js'
import { healthVerdict } from './health-verdict.js'
import { lastRead } from './recent-analyses.js'
import { deltaOf } from './tiles.js'
import { weeklyLine } from './weekly.js'

const mostRows = 8

/** The grades of a repository count people's changes alone. */
const ofPeople = (filters: Filters): Filters => ({ ...filters, bots: false })

function row(
  filters: Filters,
  { id, name, sums }: { id: bigint; name: string; sums: Sums },
  busFactor: number | null,
): HealthRow {
  const repo = String(id)
  const { graded, median, shares } = ratingsOf(sums)
  const { complexity, tested } = activityOf(sums, 0)
  return {
    ...{ id: repo, name, href: `/repositories/${id}/history`, graded, median, busFactor },
    commitsHref: link('/commits', filters, { repo }),
    ...{ complexity, tested, reasons: healthReasons(filters, repo, sums) },
    shares: shares.map((part) => ({
      ...part,
      href: link('/commits', filters, { repo, grade: part.grade }),
    })),
  }
}

/** What changed between two equal stretches. */
async function deltas(db: CompanyDatabase, filters: Filters) {
  const days = comparedDays(filters)
  if (!days) return { complexity: null, tested: null }
  const of = async (stretch: typeof days.now) =>
    activityOf(addUp(await measureDays(db, scopeOn(filters, stretch))), 0)
  const [now, before] = [await of(days.now), await of(days.before)]
  return {
    complexity: deltaOf('complexity', now.complexity, before.complexity),
    tested: deltaOf('tested', now.tested, before.tested),
  }
}

/** `/health`: what the work does to the code. */
export async function health(db: CompanyDatabase, filters: Filters): Promise<HealthPage> {
  const { repositoryId } = filters
  const scope = scopeOf(filters)
  const days = await measureDays(db, scope)
  const sums = addUp(days)
  const names = new Map((await listRepositories(db)).map(({ id, name }) => [id, name]))
  const factors = await measureBusFactors(db, repositoryId)
  const own = await measureRepositorySums(db, scopeOf(ofPeople(filters)))
  const isTold = await tellableParts(db, scope, 'repositories')
  const rows = own
    .filter(({ repositoryId: id }) => isTold(id))
    .map(({ repositoryId: id, ...one }) => ({ id, name: names.get(id) ?? '', sums: one }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => row(filters, one, factors.get(one.id) ?? null))
  const weeks = [...addUpWeeks(days)].map(([week, one]) => [week, activityOf(one, 0)] as const)
  const lineOf = (key: 'complexity' | 'tested', title: string, unit: 'per 100 lines' | '%') =>
    weeklyLine(filters, {
      ...{ title, name: title, unit, before: null, missing: null },
      now: new Map(weeks.map(([week, activity]) => [week, activity[key]])),
      weekHref: (week) => link('/commits', filters, { week }),
    })
  const { complexity, tested, testShare } = activityOf(sums, 0)
  const changes = await deltas(db, filters)
  const historyOf = (id: bigint) => `/repositories/${id}/history`
  const told = <Row extends { repositoryId: bigint }>(found: Row[]) =>
    found.filter(({ repositoryId: id }) => isTold(id))
  const [hottest, closest] = [
    await measureHottest(db, repositoryId, mostRows),
    await measureClosest(db, repositoryId, mostRows),
  ]
  return {
    verdict: healthVerdict(filters, { commits: sums.commits, complexity, tested, rows }),
    updatedAt: await lastRead(db, repositoryId),
    complexity: {
      ...{ value: complexity, delta: changes.complexity },
      line: lineOf('complexity', 'Complexity added', 'per 100 lines'),
    },
    tests: {
      ...{ tested, testShare, delta: changes.tested, testable: sums.testable },
      untested: sums.testable - sums.tested,
      untestedHref: link('/commits', filters, { tested: 'no' }),
      line: lineOf('tested', 'Tested changes', '%'),
    },
    repositories: rows,
    hotSpots: told(hottest).map(
      ({ repositoryId: id, decisionPoints: points, score: _, ...one }) => ({
        ...{ ...one, points, href: historyOf(id) },
      }),
    ),
    couplings: told(closest).map(({ repositoryId: id, shared: _, ...one }) => ({
      ...{ ...one, href: historyOf(id) },
    })),
    rework: reworkOf(addUp(own)),
    isOfSome: isOfSome(scope),
    empty: sums.commits === 0,
  }
}
