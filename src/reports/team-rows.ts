import { typeGroupNames } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import { tellableParts } from '../metrics/people-of-scope.js'
import { fewestPulls } from '../metrics/phases.js'
import {
  listTeams,
  measureTeamDelivery,
  measureTeamWork,
  type TeamDelivery,
} from '../metrics/team-delivery.js'
import { comparedDays, type Filters, link, scopeOf, scopeOn } from './filters.js'
import type { TeamRow } from './overview-types.js'
import { deltaOf } from './tiles.js'

/** With fewer merged pull requests a team is not judged. */
const enough = 10
/** A change of the median within this, in percent, is steady. */
const steadyPercent = 10

const hours = (seconds: number | null, n: number) =>
  seconds === null || n < fewestPulls ? null : seconds / 3600

function statusOf(delta: TeamRow['delta'], merged: number): TeamRow['status'] {
  if (merged < enough) return 'too-little'
  if (!delta) return 'uncompared'
  if (Math.abs(delta.value) < steadyPercent) return 'steady'
  return delta.value < 0 ? 'improving' : 'slowing'
}

/** What each team's pull requests came to, over stretches of the same filters. */
async function measured(db: CompanyDatabase, filters: Filters) {
  const days = comparedDays(filters)
  const whole = await measureTeamDelivery(db, scopeOf(filters))
  const now = days && (await measureTeamDelivery(db, scopeOn(filters, days.now)))
  const before = days && (await measureTeamDelivery(db, scopeOn(filters, days.before)))
  const totalOf = (rows: TeamDelivery[] | null, id: bigint) =>
    rows?.find(({ teamId, week }) => teamId === id && week === null)
  return { whole, now, before, totalOf }
}

/** Teams beside themselves, the slowest first; null without any. */
export async function teamRows(
  db: CompanyDatabase,
  filters: Filters,
  today: string,
): Promise<TeamRow[] | null> {
  const isTold = await tellableParts(db, scopeOf(filters), 'teams')
  const teams = (await listTeams(db, today)).filter(
    ({ id }) => isTold(id) && (filters.teamId === null || id === filters.teamId),
  )
  if (teams.length === 0) return null
  const { whole, now, before, totalOf } = await measured(db, filters)
  const mixes = new Map(
    (await measureTeamWork(db, scopeOf(filters))).map((row) => [row.teamId, row]),
  )
  const rows = teams.map(({ id, name, people }): TeamRow => {
    const total = totalOf(whole, id)
    const of = (row: TeamDelivery | undefined) => (row ? hours(row.cycle, row.known) : null)
    const delta = deltaOf('cycle', of(totalOf(now, id)), of(totalOf(before, id)))
    const weeks = new Map(
      whole.filter(({ teamId }) => teamId === id).map((row) => [row.week, row.cycle]),
    )
    const mix = mixes.get(id)
    const all = mix ? typeGroupNames.reduce((sum, group) => sum + mix[group], 0) : 0
    const own = { team: String(id) }
    return {
      ...{ id: String(id), name, people, href: link(`/teams/${id}`, filters, { team: null }) },
      cycle: of(total),
      delta,
      trend: filters.period.weeks.flatMap((week) => weeks.get(week) ?? []),
      firstReview: total ? hours(total.firstReview, total.reviewed) : null,
      merged: total?.merged ?? 0,
      mergedHref: link('/pull-requests', filters, { ...own, state: 'merged' }),
      mix: all > 0 ? typeGroupNames.map((group) => ({ group, share: mix![group] / all })) : [],
      status: statusOf(delta, total?.merged ?? 0),
    }
  })
  return rows.toSorted((a, b) => (b.cycle ?? -1) - (a.cycle ?? -1))
}
