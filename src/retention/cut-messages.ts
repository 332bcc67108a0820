import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { revertedByButton } from '../measures/effortless.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { withoutWords } from '../measures/message-quality.js'

interface Row extends Pick<MeasuredCommit, 'subject' | 'message' | 'type'> {
  repositoryId: bigint
  hash: Uint8Array
}

const atOnce = 2_000

const read = namedQuery<Row>(
  'messages-to-cut',
  `SELECT "repositoryId", hash, subject, message, type::text AS type FROM commits
   WHERE "companyId" = $1 AND "authoredAt" < $2::timestamptz AND message <> subject
     AND ("repositoryId", hash) > ($3::bigint, $4::bytea)
   ORDER BY "repositoryId", hash LIMIT ${atOnce}`,
)

const write = namedQuery<never>(
  'cut-messages',
  `UPDATE commits c SET message = u.message
   FROM unnest($2::bigint[], $3::bytea[], $4::text[]) AS u (repository, hash, message)
   WHERE c."companyId" = $1 AND c."repositoryId" = u.repository AND c.hash = u.hash`,
)

/** Where a piece ended. */
export interface CutTo {
  repositoryId: bigint
  hash: Uint8Array
}

/**
 * Takes the words out of a piece of the messages of commits before `before`. A revert that a button
 * wrote is left, which says nothing but which commit: effort depends on it.
 * @returns how many were cut, and where the next piece begins; null when none is left
 */
export async function cutMessages(
  queries: CompanyQueries,
  before: Date,
  from: CutTo | null,
): Promise<{ gone: number; last: CutTo | null }> {
  const start = [from?.repositoryId ?? 0n, from?.hash ?? Buffer.alloc(0)] as const
  const rows = await queries.run(read, before, ...start)
  const cut = rows
    .filter((row) => row.type !== 'revert' || !revertedByButton(row))
    .map((row) => ({ ...row, now: withoutWords(row) }))
    .filter(({ message, now }) => message !== now)
  await queries.run(
    write,
    cut.map(({ repositoryId }) => repositoryId),
    cut.map(({ hash }) => hash),
    cut.map(({ now }) => now),
  )
  return { gone: cut.length, last: rows.at(-1) ?? null }
}
