import type { CompanyDatabase } from '../database/company.js'
import { tellableParts } from '../metrics/people-of-scope.js'
import { measureSpread } from '../metrics/pull-request-spread.js'
import { listTeams } from '../metrics/team-delivery.js'
import { measureTeamReviews } from '../metrics/team-reviews.js'
import { amount } from './amount.js'
import type { PullsAsked } from './delivery.js'
import { spell } from './delivery-verdict.js'
import { type ComparedFigures, comparedFigures } from './figure-facts.js'
import { figureLine, figureOf, figureTiles } from './figures.js'
import { type Filters, link, scopeOf } from './filters.js'
import { lastCollected } from './last-collected.js'
import { openCard } from './open-rows.js'
import type { VerdictPart } from './overview-types.js'
import { periodWords } from './period-words.js'
import type { ReviewsPage } from './reviews-types.js'
import { spreadRows, toldParts } from './spread-rows.js'
import { reviewMatrix, teamLoads } from './team-loads.js'

const mostRows = 12
/** With fewer merged pull requests nothing is judged. */
const enough = 10

const muted = (text: string): VerdictPart => ({ text, tone: 'muted' })

function change({ compared }: ComparedFigures, comparedWith: string): VerdictPart[] {
  const [now, before] = [compared?.now.firstReview?.median, compared?.before.firstReview?.median]
  if (now == null || !before) return []
  const percent = (100 * (now - before)) / before
  if (Math.abs(percent) < 3) return [muted(`, as in ${comparedWith}`)]
  const text = `${Math.round(Math.abs(percent))}% ${percent < 0 ? 'faster' : 'slower'}`
  return [
    muted(', '),
    { text, tone: percent < 0 ? 'good' : 'bad' },
    muted(` than in ${comparedWith}`),
  ]
}

function verdict(filters: Filters, facts: ComparedFigures): VerdictPart[] {
  const { firstReview, figures } = facts.shown.total
  const { when, comparedWith } = periodWords(filters)
  const href = link('/pull-requests', filters, { state: 'merged' })
  const count = `${amount(figures.merged)} ${figures.merged === 1 ? 'pull request' : 'pull requests'}`
  if (figures.merged === 0) return [{ text: `No pull request was merged ${when}.`, tone: 'fact' }]
  if (figures.merged < enough || firstReview?.median == null) {
    return [
      { text: 'Too little to judge:', tone: 'fact' },
      ...[muted(' '), { text: count, tone: 'fact', href } as const, muted(` merged ${when}.`)],
    ]
  }
  const share = Math.round((100 * figures.unreviewed) / Math.max(1, figures.known))
  const bare = link('/pull-requests', filters, { state: 'merged', how: 'unreviewed' })
  return [
    { text: `First reviews come in ${spell(firstReview.median)}`, tone: 'fact', href },
    ...[muted(` ${when}`), ...change(facts, comparedWith), muted('. ')],
    { text: `${share}%`, tone: 'fact', href: bare },
    muted(' were merged without a review.'),
  ]
}

/** `/reviews`: who looks at changes, how soon and how closely, and what waits for a look. */
export async function reviews(
  db: CompanyDatabase,
  filters: Filters,
  { metric, today, now, own, showsNames }: PullsAsked,
): Promise<ReviewsPage> {
  const scope = scopeOf(filters)
  const facts = await comparedFigures(db, 'reviews', filters, today)
  const key = figureOf('reviews', metric)
  const isTold = await tellableParts(db, scope, 'teams')
  const rows = (await measureTeamReviews(db, scope)).filter(({ teamId }) => isTold(teamId))
  const narrowing = { own, isUnreviewed: true, readyBefore: null }
  const waiting = await openCard(db, filters, narrowing, { now, most: mostRows, showsNames })
  const isPicked = filters.teamId !== null
  return {
    ...{ verdict: verdict(filters, facts), waiting, showsNames, isOwn: own !== null },
    updatedAt: await lastCollected(db, filters.repositoryId),
    tiles: figureTiles(filters, 'reviews', key, facts),
    line: figureLine(filters, key, facts),
    loads: teamLoads(filters, rows, showsNames),
    matrix: showsNames && isPicked ? reviewMatrix(rows) : null,
    teams: isPicked
      ? []
      : (await listTeams(db, today)).map(({ id, name }) => ({
          ...{ name, href: link('/reviews', filters, { team: String(id) }) },
        })),
    depth: spreadRows(
      filters,
      'depth',
      await toldParts(db, await measureSpread(db, 'depth', scope)),
    ),
    rounds: spreadRows(
      filters,
      'rounds',
      await toldParts(db, await measureSpread(db, 'rounds', scope)),
    ),
    empty: facts.shown.total.figures.merged + rows.length + waiting.total === 0,
  }
}
