/**
 * Stuck pull requests: open, ready for review, and nothing has happened to them for so many days.
 *   stuck = state is open, no draft, last event >= days ago
 * Left out: drafts, bots, what an admin has excluded, and what is gone from its host.
 */
import { namedQuery } from '../database/named-query.js'
import { authorInSql, pullPlaceInSql, pullsInSql } from '../metrics/pull-request-scope.js'
import { scopeValues } from '../metrics/scope.js'
import type { Finding, Looked, Rule } from './signal.js'
import { subjectOf } from './stretches.js'
import { counted } from './words.js'

interface Row {
  total: number
  repositoryId: bigint
  repository: string
  number: number
  title: string
  updatedAt: Date
  author: string | null
}

/** So many are listed; the count is of all. */
const listed = 25
const dayMs = 86_400_000

const query = namedQuery<Row>(
  'stuck-pull-requests',
  `SELECT count(*) OVER ()::int AS total, p."repositoryId", r.name AS repository, p.number, p.title,
     p."updatedAt", (SELECT d.name FROM developers d
       WHERE d."companyId" = $1 AND d.id = ${authorInSql}) AS author
   FROM ${pullsInSql}
   JOIN repositories r ON r."companyId" = p."companyId" AND r.id = p."repositoryId"
   WHERE ${pullPlaceInSql('p."createdDay"')} AND p.state = 'open' AND NOT p."isDraft"
     AND p."goneAt" IS NULL AND p."createdDay" BETWEEN $2::date AND $3::date
     AND p."updatedAt" <= $8::timestamptz
   ORDER BY p."updatedAt", p."repositoryId", p.number LIMIT ${listed}`,
)

const daysSince = (at: Date, now: Date) => Math.floor((now.getTime() - at.getTime()) / dayMs)

function finding(rows: Row[], { now, place, viewer }: Looked, days: number): Finding {
  const [oldest] = rows as [Row]
  const { total } = oldest
  const waits = counted(daysSince(oldest.updatedAt, now), 'day')
  const named = `#${oldest.number} “${oldest.title}” in ${oldest.repository}`
  const first = viewer.showsRows ? `The oldest, ${named}, has waited` : 'The oldest has waited'
  return {
    ...{ subject: subjectOf(place), tone: total >= 5 ? 'bad' : 'warn' },
    weight: daysSince(oldest.updatedAt, now) / days,
    title: `${counted(total, 'pull request')} ${total === 1 ? 'is' : 'are'} stuck`,
    evidence: `Nothing has happened for ${days} days or more. ${first} for ${waits}.`,
    mark: `${total} ${rows.map((row) => `${row.repositoryId}/${row.number}`).join(' ')}`,
    rows: { path: '/pull-requests', narrowing: { state: 'open' } },
    examples: viewer.showsRows
      ? rows.map(({ repositoryId, repository, number, title, author, updatedAt }) => ({
          text: `#${number} ${title}`,
          detail: [
            ...[repository, ...(viewer.showsNames && author ? [author] : [])],
            `${counted(daysSince(updatedAt, now), 'day')} without a change`,
          ].join(' · '),
          path: `/pull-requests/${repositoryId}/${number}`,
        }))
      : [],
  }
}

export const stuckPulls: Rule<'days' | 'pulls'> = {
  ...{ title: 'Stuck pull requests', group: 'attention', icon: 'hourglass', isOfOne: true },
  counts:
    'Open pull requests that are ready for review and to which nothing has happened, no commit, comment or review, for at least so many days. Left out: drafts and bots.',
  thresholds: {
    days: { label: 'Days without a change', unit: 'days', least: 1, most: 90, initial: 7 },
    pulls: { label: 'From how many on', unit: '', least: 1, most: 100, initial: 1 },
  },
  async find(db, looked, { days, pulls }) {
    const { place, now, today } = looked
    const until = new Date(now.getTime() - days * dayMs)
    const scope = { ...place, from: '1970-01-01', to: today }
    const rows = await db.run(query, ...scopeValues(scope), until)
    return (rows[0]?.total ?? 0) >= pulls && rows.length > 0 ? [finding(rows, looked, days)] : []
  },
}
