import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { endRecount, holdRecount, moveRecount, type Recount } from '../database/recounts.js'
import { refreshRollUps } from './refresh-roll-ups.js'

/** The day and the week's Monday of a commit, in the company's time zone: as analysis/record has them. */
const rewritten = `UPDATE commits c SET
  "localDay" = (c."authoredAt" AT TIME ZONE o."timeZone")::date,
  "localWeek" = date_trunc('week', c."authoredAt" AT TIME ZONE o."timeZone")::date`

const isWrong = `c."companyId" = $1 AND o.id = $1
  AND c."localDay" <> (c."authoredAt" AT TIME ZONE o."timeZone")::date`

/**
 * Rewrites the commits after `$2`, `$3`, at most `$4`. A row a repository with the last commit it looked
 * at, the last repository first; none where there are no more.
 */
const recountPiece = namedQuery<{ repositoryId: bigint; hash: Uint8Array }>(
  'recount-piece',
  `WITH piece AS (
     SELECT "repositoryId", hash FROM commits
     WHERE "companyId" = $1 AND ("repositoryId", hash) > ($2::bigint, $3::bytea)
     ORDER BY "repositoryId", hash LIMIT $4::int
   ), rewritten AS (
     ${rewritten} FROM piece p, companies o
     WHERE ${isWrong} AND c."repositoryId" = p."repositoryId" AND c.hash = p.hash RETURNING 1
   ) SELECT DISTINCT ON ("repositoryId") "repositoryId", hash FROM piece
   ORDER BY "repositoryId" DESC, hash DESC`,
)

/** Those that arrived behind the place where the counting was. */
const recountRest = namedQuery<{ repositoryId: bigint }>(
  'recount-rest',
  `${rewritten} FROM companies o WHERE ${isWrong} RETURNING c."repositoryId"`,
)

/** Pull requests and reviews are far fewer: those of the company at once, only where they are wrong. */
const recountPullRequests = namedQuery(
  'recount-pull-requests',
  `UPDATE pull_requests p SET
     "createdDay" = (p."createdAt" AT TIME ZONE o."timeZone")::date,
     "mergedDay" = (p."mergedAt" AT TIME ZONE o."timeZone")::date,
     "mergedWeek" = date_trunc('week', p."mergedAt" AT TIME ZONE o."timeZone")::date
   FROM companies o WHERE p."companyId" = $1 AND o.id = $1
     AND (p."createdDay", p."mergedDay") IS DISTINCT FROM
       ((p."createdAt" AT TIME ZONE o."timeZone")::date, (p."mergedAt" AT TIME ZONE o."timeZone")::date)`,
)

const recountReviews = namedQuery(
  'recount-reviews',
  `UPDATE reviews r SET "localDay" = (r."submittedAt" AT TIME ZONE o."timeZone")::date
   FROM companies o WHERE r."companyId" = $1 AND o.id = $1
     AND r."localDay" <> (r."submittedAt" AT TIME ZONE o."timeZone")::date`,
)

/** How many commits one transaction looks at: a fraction of a second. */
export const pieceSize = 2000

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000)

/**
 * Gives a piece of the company's commits the days of its time zone. Whatever stops it, it goes on after
 * the last finished piece; doing a piece twice does it once. The roll-ups of a repository follow in the
 * transaction of the piece that leaves it behind.
 * @returns "more" to go on at once; "waiting" for analyses that began in the old zone; "done"
 */
export async function recountDays(
  db: CompanyQueries,
  size = pieceSize,
): Promise<'more' | 'waiting' | 'done'> {
  const [recount] = await db.run(holdRecount)
  if (!recount) return 'done'
  const from = [recount.repositoryId ?? 0n, recount.hash ?? Buffer.alloc(0)] as const
  const counted = new Set(recount.repositoryId === null ? [] : [recount.repositoryId])
  const [last, ...others] = await db.run(recountPiece, ...from, size)
  if (last) {
    for (const { repositoryId } of others) counted.add(repositoryId)
    counted.delete(last.repositoryId)
    await refresh(db, counted)
    await db.run(moveRecount, last.repositoryId, last.hash, soon(300))
    return 'more'
  }
  if (await isReadInOldZone(db, recount)) {
    await db.run(moveRecount, recount.repositoryId, recount.hash, soon(10))
    return 'waiting'
  }
  for (const { repositoryId } of await db.run(recountRest)) counted.add(repositoryId)
  await refresh(db, counted)
  await db.run(recountPullRequests)
  await db.run(recountReviews)
  await db.run(endRecount)
  return 'done'
}

async function refresh(db: CompanyQueries, repositories: ReadonlySet<bigint>): Promise<void> {
  if (repositories.size > 0) await refreshRollUps(db, { repositoryIds: [...repositories] })
}

const readBefore = namedQuery<{ amount: number }>(
  'analyses-begun-before',
  `SELECT count(*)::int AS amount FROM analyses
   WHERE "companyId" = $1 AND state = 'running' AND "startedAt" < $2::timestamptz`,
)

/** An analysis counts in the zone it found when it began; clocks may differ by a minute. */
async function isReadInOldZone(db: CompanyQueries, { changedAt }: Recount): Promise<boolean> {
  const [row] = await db.run(readBefore, new Date(changedAt.getTime() + 60_000))
  return (row?.amount ?? 0) > 0
}

/** Lets somebody else go on at once: this process leaves. */
export async function releaseRecount(db: CompanyQueries): Promise<void> {
  const [recount] = await db.run(holdRecount)
  if (recount) await db.run(moveRecount, recount.repositoryId, recount.hash, new Date())
}
