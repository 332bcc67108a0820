import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { momentsOf } from './pull-request-moments.js'
import type { PullInstant, PullPhase, PullRequestPage } from './pull-request-types.js'

export interface AskedPull {
  repositoryId: bigint
  number: number
  /** Only where it was opened by whoever has this address, lower case; null for anybody's. */
  own: string | null
}

interface Row
  extends Omit<
    PullRequestPage,
    | 'repository'
    | 'branches'
    | 'instants'
    | 'phases'
    | 'moments'
    | 'isCut'
    | 'isGone'
    | 'isExcluded'
  > {
  repository: string
  headBranch: string
  baseBranch: string
  createdAt: Date
  mergedAt: Date | null
  closedAt: Date | null
  endIsUpperBound: boolean
  firstCommitAt: Date | null
  readyAt: Date | null
  firstReviewAt: Date | null
  approvedAt: Date | null
  codingSeconds: number | null
  pickupSeconds: number | null
  reviewSeconds: number | null
  mergeSeconds: number | null
  goneAt: Date | null
  excluded: boolean
}

const name = (account: string) => `(SELECT coalesce(d.name, a.name, a.username) FROM host_accounts a
  LEFT JOIN developers d ON d."companyId" = a."companyId" AND d.id = a."developerId"
  WHERE a."companyId" = $1 AND a.id = ${account})`

/** `$2` repository, `$3` number, `$4` whose own. */
const find = namedQuery<Row>(
  'show-pull-request',
  `SELECT p.*, p.state::text AS state, r.name AS repository, ${name('p."authorId"')} AS author,
     ${name('p."mergedById"')} AS "mergedBy", o."keepsCommentText" AS "keepsWords",
     (SELECT count(*)::int FROM pull_request_commits c WHERE c."companyId" = $1
       AND c."repositoryId" = p."repositoryId" AND c.number = p.number) AS commits,
     (SELECT s.failed ->> p.number::text FROM collections s
       WHERE s."companyId" = $1 AND s."repositoryId" = p."repositoryId") AS gap
   FROM pull_requests p
   JOIN repositories r ON r."companyId" = p."companyId" AND r.id = p."repositoryId"
   JOIN companies o ON o.id = p."companyId"
   WHERE p."companyId" = $1 AND p."repositoryId" = $2::bigint AND p.number = $3::int
     AND ($4::text IS NULL OR EXISTS (
       SELECT 1 FROM host_accounts a WHERE a."companyId" = $1 AND a.id = p."authorId"
         AND (lower(a.email) = $4::text OR a."developerId" IN (
           SELECT i."developerId" FROM identities i
           WHERE i."companyId" = $1 AND lower(i.email) = $4::text))))`,
)

/** One pull request, or null where it is not there or not to be seen. */
export async function pullRequest(
  db: CompanyDatabase,
  asked: AskedPull,
  showsNames: boolean,
): Promise<PullRequestPage | null> {
  const { repositoryId, number, own } = asked
  const [row] = await db.run(find, repositoryId, number, own)
  if (!row) return null
  const { repository, headBranch, baseBranch, goneAt, excluded, url } = row
  return {
    ...row,
    repository: { name: repository, href: `/repositories/${repositoryId}` },
    branches: { head: headBranch, base: baseBranch },
    // Only what a browser may follow.
    url: url && /^https?:\/\//.test(url) ? url : null,
    ...{ isGone: goneAt !== null, isExcluded: excluded },
    ...{ instants: instantsOf(row), phases: phasesOf(row) },
    ...(showsNames ? {} : { author: null, mergedBy: null }),
    ...(await momentsOf(db, asked, showsNames)),
  }
}

function instantsOf(row: Row): PullInstant[] {
  const isOver = row.state !== 'open'
  const note = (at: Date | null, missing: string) => (at || !isOver ? null : missing)
  const bound = row.endIsUpperBound ? 'not later than this: the host tells no more' : null
  const ready = row.readyAt && row.readyAt > row.createdAt ? 'it was a draft before' : null
  return [
    {
      ...{ label: 'First commit', at: row.firstCommitAt },
      note: row.firstCommitAt ? null : 'no commit is known: counted from its opening',
    },
    { label: 'Ready for review', at: row.readyAt, note: ready },
    {
      ...{ label: 'First review', at: row.firstReviewAt },
      note: note(row.firstReviewAt, 'nobody else has looked at it'),
    },
    {
      ...{ label: 'Last approval', at: row.approvedAt },
      note: note(row.approvedAt, 'it was never approved'),
    },
    row.state === 'closed'
      ? { label: 'Closed without a merge', at: row.closedAt, note: bound }
      : { label: 'Merged', at: row.mergedAt, note: row.mergedAt ? bound : null },
  ]
}

function phasesOf(row: Row): PullPhase[] | null {
  const { cycleSeconds, codingSeconds, pickupSeconds, reviewSeconds, mergeSeconds } = row
  if (cycleSeconds === null) return null
  const phase = (name: PullPhase['name'], seconds: number | null, means: string): PullPhase => ({
    ...{ name, seconds: seconds ?? 0, means },
    share: cycleSeconds === 0 ? 0 : (seconds ?? 0) / cycleSeconds,
  })
  return [
    phase('Coding', codingSeconds, 'From the first commit until it was ready for review.'),
    phase(
      'Pickup',
      pickupSeconds,
      row.isUnreviewed
        ? 'The whole wait: nobody else has looked at it.'
        : 'Until somebody else looked at it for the first time.',
    ),
    phase('Review', reviewSeconds, 'Until the last approval, or the merge where there was none.'),
    phase('Merge', mergeSeconds, 'From the last approval until it was merged.'),
  ]
}
