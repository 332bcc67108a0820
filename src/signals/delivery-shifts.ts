/**
 * How a median of pull requests has shifted: the last whole days against as many before them, by team
 * and over everybody. With fewer than 10 pull requests in either stretch nothing is judged.
 *   change = (median now - median before) / median before
 */
import type { CompanyDatabase } from '../database/company.js'
import { measurePhase } from '../metrics/phases.js'
import { measureTeamDelivery } from '../metrics/team-delivery.js'
import type { Finding, Looked, Place } from './signal.js'
import { periodOf, stretchesOf, subjectOf } from './stretches.js'
import { counted, spell } from './words.js'

/** With fewer pull requests nothing is judged. */
const enough = 10

export type ShiftedPhase = 'cycle' | 'first-review'

/** A median now and before, in seconds, over `n` pull requests. */
export interface Shift {
  place: Place
  /** The team's name; null for everybody. */
  name: string | null
  now: { median: number; n: number }
  before: { median: number; n: number }
  /** In percent: 25 is a quarter longer. */
  change: number
}

type Half = { median: number | null; n: number } | undefined

function shift(place: Place, name: string | null, now: Half, before: Half): Shift[] {
  if (!now?.median || !before?.median || now.n < enough || before.n < enough) return []
  const change = (100 * (now.median - before.median)) / before.median
  const halves = {
    now: { ...now, median: now.median },
    before: { ...before, median: before.median },
  }
  return [{ place, name, ...halves, change }]
}

/** Shifts of each team; of everybody where there are no teams, or one of them is asked about. */
export async function measureShifts(
  db: CompanyDatabase,
  { place, today, teams }: Looked,
  phase: ShiftedPhase,
  days: number,
): Promise<{ teams: Shift[]; all: Shift[] }> {
  const { now, before } = stretchesOf(today, days)
  const ofAll = async (stretch: typeof now) =>
    (await measurePhase(db, phase, { ...place, ...stretch })).total
  const name = teams.find(({ id }) => id === place.teamId)?.name ?? null
  const all = shift(place, name, await ofAll(now), await ofAll(before))
  if (place.teamId !== null || teams.length === 0) return { teams: [], all }
  const ofTeams = async (stretch: typeof now) =>
    new Map(
      (await measureTeamDelivery(db, { ...place, ...stretch }))
        .filter(({ week }) => week === null)
        .map((row) => [
          row.teamId,
          phase === 'cycle'
            ? { median: row.cycle, n: row.known }
            : { median: row.firstReview, n: row.reviewed },
        ]),
    )
  const [halvesNow, halvesBefore] = [await ofTeams(now), await ofTeams(before)]
  return {
    all,
    teams: teams.flatMap(({ id, name: team }) =>
      shift({ ...place, teamId: id }, team, halvesNow.get(id), halvesBefore.get(id)),
    ),
  }
}

/** A shift as a finding, under a title of its own. */
export function shiftFinding(
  { place, now, before, change }: Shift,
  { today }: Looked,
  told: { tone: Finding['tone']; title: string; limit: number; days: number },
): Finding {
  const { tone, title, limit, days } = told
  const period = periodOf(stretchesOf(today, days).now)
  const team: Record<string, string> = place.teamId === null ? {} : { team: String(place.teamId) }
  const size = `${Math.round(Math.abs(change))}%`
  return {
    ...{ subject: subjectOf(place), tone, title, weight: Math.abs(change) / limit },
    evidence: `${spell(now.median)} over ${counted(now.n, 'pull request')} in the last ${days} days, ${spell(before.median)} over ${before.n} in the ${days} days before: ${size} ${change > 0 ? 'longer' : 'shorter'}.`,
    mark: `${Math.floor(Math.abs(change) / limit)}`,
    rows: { path: '/pull-requests', narrowing: { p: period, state: 'merged', ...team } },
    examples: [],
  }
}
