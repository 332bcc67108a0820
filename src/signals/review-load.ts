/**
 * Review load: one person gives more than a share of a team's reviews.
 *   share = reviews by that person / reviews by all of the team, one a pull request and person
 * By team; with a team filter that team, without teams everybody. Left out: bots, reviews of one's own
 * changes, teams in which fewer than four people review. A load to spread, never a rank: the person is
 * named only to those who may see names, and of fewer than five people nothing is said otherwise.
 */
import type { CompanyDatabase } from '../database/company.js'
import { measureReviewLoad } from '../metrics/review-load.js'
import type { Finding, Looked, Place, Rule } from './signal.js'
import { periodOf, stretchesOf, subjectOf } from './stretches.js'
import { counted, inLast, percent } from './words.js'

/** Of fewer people who review a share says nothing; unnamed it would still tell of one of them. */
const fewestPeople = { named: 4, unnamed: 5 }

type Limits = Record<'percent' | 'reviews' | 'days', number>

async function findIn(
  db: CompanyDatabase,
  { today, viewer }: Looked,
  { place, name }: { place: Place; name: string | null },
  { percent: most, reviews: enough, days }: Limits,
): Promise<Finding[]> {
  const { now } = stretchesOf(today, days)
  const { reviews, people } = await measureReviewLoad(db, { ...place, ...now })
  const [first, next] = people
  const fewest = viewer.showsNames ? fewestPeople.named : fewestPeople.unnamed
  if (!first || !next || reviews < enough || people.length < fewest) return []
  const share = first.reviews / reviews
  if (100 * share < most) return []
  const who = viewer.showsNames ? first.name : 'One person'
  const then = viewer.showsNames ? `next is ${next.name} with ${next.reviews}` : ''
  const rest = then || `the next one gives ${next.reviews}`
  const narrowing = viewer.showsNames
    ? { p: periodOf(now), reviewer: String(first.developerId) }
    : { p: periodOf(now), state: 'merged' }
  return [
    {
      ...{ subject: subjectOf(place), tone: 'warn', weight: (100 * share) / most },
      title: `${who} gives ${percent(share)} of the reviews${name ? ` in ${name}` : ''}`,
      evidence: `${first.reviews} of ${counted(reviews, 'review')} ${inLast(days)}; ${rest}.`,
      mark: `${first.developerId} ${Math.floor((10 * share * 100) / most)}`,
      rows: { path: '/pull-requests', narrowing: { ...narrowing, ...teamOf(place) } },
      examples: [],
    },
  ]
}

const teamOf = ({ teamId }: Place): Record<string, string> =>
  teamId === null ? {} : { team: String(teamId) }

export const reviewLoad: Rule<'percent' | 'reviews' | 'days'> = {
  ...{ title: 'Review load', group: 'attention', icon: 'scale' },
  counts:
    'Of all reviews that a team gives, one a pull request and person, the largest share that one person carries. Left out: bots, reviews of one’s own changes, and teams in which fewer than four people review.',
  thresholds: {
    percent: { label: 'Share of one person', unit: '%', least: 15, most: 95, initial: 35 },
    reviews: { label: 'Reviews to judge by', unit: '', least: 10, most: 1000, initial: 20 },
    days: { label: 'Days looked at', unit: 'days', least: 7, most: 180, initial: 28 },
  },
  async find(db, looked, limits) {
    const { place, teams } = looked
    const places =
      place.teamId !== null || teams.length === 0
        ? [{ place, name: teams.find(({ id }) => id === place.teamId)?.name ?? null }]
        : teams.map(({ id, name }) => ({ place: { ...place, teamId: id }, name }))
    const found: Finding[] = []
    for (const one of places) found.push(...(await findIn(db, looked, one, limits)))
    return found
  },
}
