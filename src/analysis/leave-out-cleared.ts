import type pg from 'pg'
import { clearedInSql } from '../repositories/cleared-periods.js'

const any = `SELECT 1 FROM cleared_periods WHERE "companyId" = $1::bigint
  AND "repositoryId" = $2::bigint LIMIT 1`

const changes = `DELETE FROM pg_temp.staged_changes x USING pg_temp.staged_commits s
  WHERE x.hash = s.hash AND ${clearedInSql('s."authoredAt"')}`

const commits = `DELETE FROM pg_temp.staged_commits s WHERE ${clearedInSql('s."authoredAt"')}`

/** Names and paths that only they had. */
const rest = [
  `DELETE FROM pg_temp.staged_identities i WHERE NOT EXISTS (
     SELECT 1 FROM pg_temp.staged_commits s WHERE s.author = i.digest)
   AND NOT EXISTS (SELECT 1 FROM pg_temp.staged_commits s WHERE s.committer = i.digest)`,
  `DELETE FROM pg_temp.staged_paths p WHERE NOT EXISTS (
     SELECT 1 FROM pg_temp.staged_changes x WHERE x.path = p.digest)
   AND NOT EXISTS (SELECT 1 FROM pg_temp.staged_changes x WHERE x."renamedFrom" = p.digest)`,
]

/**
 * Takes out of what is staged whatever an admin has had cleared, before any of it is stored.
 * @param ids the company and the repository
 * @returns how many commits were left out
 */
export async function leaveOutCleared(
  query: pg.PoolClient['query'],
  ids: string[],
): Promise<number> {
  if ((await query(any, ids)).rowCount === 0) return 0
  await query(changes, ids)
  const left = (await query(commits, ids)).rowCount ?? 0
  if (left > 0) for (const text of rest) await query(text)
  return left
}
