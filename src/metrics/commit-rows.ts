import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import {
  type CommitNarrowing,
  commitValues,
  type ListedCommit,
  listedInSql,
} from './commit-list.js'
import type { Scope } from './scope.js'

/** Where a list of commits was left: its order, newest first, with all ties broken. */
export interface CommitMark {
  day: string
  at: string
  hash: string
  repositoryId: bigint
}

/** `$18` how many, `$19`-`$21` the mark within its day, or null. */
const after = namedQuery<ListedCommit & CommitMark>(
  'commits-after',
  `SELECT c."localDay"::text AS day, c."authoredAt"::text AS at, ${listedInSql}
   AND ($19::timestamptz IS NULL OR c."localDay" < $3::date OR c."authoredAt" < $19::timestamptz
     OR c."authoredAt" = $19::timestamptz
       AND (c.hash, c."repositoryId") > (decode($20::text, 'hex'), $21::bigint))
   ORDER BY c."localDay" DESC, c."authoredAt" DESC, c.hash, c."repositoryId" LIMIT $18::int`,
)

/**
 * So many commits from a mark on, the newest first. A later page costs what the first one does: the
 * days before the mark are not looked at.
 */
export function listCommitsAfter(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: CommitNarrowing,
  { mark, take }: { mark: CommitMark | null; take: number },
): Promise<(ListedCommit & CommitMark)[]> {
  const rest = mark ? { ...scope, to: mark.day } : scope
  const place = [mark?.at ?? null, mark?.hash ?? null, mark?.repositoryId ?? null]
  return db.run(after, ...commitValues(rest, narrowing), take, ...place)
}
