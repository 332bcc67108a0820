import { highLoad } from '../metrics/review-load.js'
import type { TeamReview } from '../metrics/team-reviews.js'
import { type Filters, link } from './filters.js'
import { fewestReviews } from './reviewers.js'
import type { ReviewMatrix, TeamLoad } from './reviews-types.js'

/** Of fewer people the largest share tells of one of them. */
const fewestPeople = 5

const byName = (a: { name: string; id: bigint }, b: { name: string; id: bigint }) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : Number(a.id - b.id)

/** Rows gathered by a key, in the order in which they come. */
function gather<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const found = new Map<Key, Row[]>()
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row])
  return found
}

const sumOf = (rows: readonly TeamReview[]) => rows.reduce((sum, { reviews }) => sum + reviews, 0)

/** How the reviews inside each team are shared out; people by name, and only for those who may see names. */
export function teamLoads(
  filters: Filters,
  rows: readonly TeamReview[],
  showsNames: boolean,
): TeamLoad[] {
  return [...gather(rows, ({ teamId }) => teamId)].map(([id, own]): TeamLoad => {
    const reviews = sumOf(own)
    const people = [...gather(own, ({ reviewerId }) => reviewerId)].map(([developerId, given]) => ({
      ...{ name: given[0]!.reviewer, reviews: sumOf(given), share: sumOf(given) / reviews },
      isHigh: sumOf(given) / reviews > highLoad,
      href: link('/pull-requests', filters, { team: String(id), reviewer: String(developerId) }),
    }))
    const isTooFew = !showsNames && people.length < fewestPeople
    return {
      ...{ id: String(id), name: own[0]!.team, reviews, reviewers: people.length },
      isTooLittle: reviews < fewestReviews || isTooFew,
      people: showsNames ? people : null,
      largest: isTooFew ? 0 : Math.max(...people.map(({ share }) => share)),
    }
  })
}

/** Who reviews whom in one team, reviewers down, authors across. */
export function reviewMatrix(rows: readonly TeamReview[]): ReviewMatrix | null {
  const [first] = rows
  if (!first) return null
  const names = new Map<bigint, string>()
  for (const { reviewerId, reviewer, authorId, author } of rows) {
    names.set(reviewerId, reviewer).set(authorId, author)
  }
  const people = [...names].map(([id, name]) => ({ id, name })).toSorted(byName)
  const counts = new Map(rows.map((row) => [`${row.reviewerId} ${row.authorId}`, row.reviews]))
  return {
    ...{ team: first.team, names: people.map(({ name }) => name), reviews: sumOf(rows) },
    cells: people.map((reviewer) =>
      people.map((author) =>
        reviewer.id === author.id ? null : (counts.get(`${reviewer.id} ${author.id}`) ?? 0),
      ),
    ),
  }
}
