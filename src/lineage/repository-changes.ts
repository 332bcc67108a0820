import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { ChangedFiles } from './file-histories.js'

interface CommitRow {
  hash: string
  files: number
  isRecent: boolean
  authorId: number
}

interface ChangeRow extends Omit<ChangedFiles, 'files' | 'isRecent'> {
  hash: string
}

/** `$3` is the first instant that counts as recent. */
const commits = namedQuery<CommitRow>(
  'counted-commits',
  `SELECT encode(c.hash, 'hex') AS hash, c.files, c."committedAt" >= $3::timestamptz AS "isRecent",
     c."authorId"::float8 AS "authorId"
   FROM commits c
   WHERE c."companyId" = $1::bigint AND c."repositoryId" = $2::bigint
     AND c.counted AND NOT c."byBot" AND c.type <> 'merge'
   ORDER BY c."committedAt" DESC, c."authoredAt" DESC, c.hash`,
)

/** A row a commit, its files as arrays: fewer rows to carry. */
const changes = namedQuery<ChangeRow>(
  'code-changes',
  `SELECT encode(f.hash, 'hex') AS hash,
     array_agg(f."pathId"::float8) AS paths,
     array_agg(coalesce(f."renamedFromId", 0)::float8) AS "renamedFrom",
     array_agg(f.kind = 'code') AS "isCode",
     array_agg(coalesce(f."complexityDelta", 0)) AS points
   FROM file_changes f
   WHERE f."companyId" = $1::bigint AND f."repositoryId" = $2::bigint AND f.kind IN ('code', 'test')
   GROUP BY f.hash`,
)

const excluded = namedQuery<{ path: number }>(
  'excluded-paths',
  `SELECT p.id::float8 AS path FROM paths p
   WHERE p."companyId" = $1::bigint AND p."repositoryId" = $2::bigint AND p.excluded`,
)

/** What one commit did to code and test files, and whose it is. */
export interface RepositoryChange extends ChangedFiles {
  authorId: number
}

/**
 * The counted commits of a repository that touch code or tests, newest first, excluded paths left
 * out. Three plain scans put together here: joined in the database they depend on statistics that a
 * newly read repository does not have.
 */
export async function listRepositoryChanges(
  queries: CompanyQueries,
  repositoryId: bigint,
  recentFrom: Date,
): Promise<RepositoryChange[]> {
  const out = new Set((await queries.run(excluded, repositoryId)).map(({ path }) => path))
  const rows = await queries.run(changes, repositoryId)
  const byHash = new Map(rows.map((row) => [row.hash, row]))
  const all = await queries.run(commits, repositoryId, recentFrom)
  return all.flatMap(({ hash, ...commit }) => {
    const change = byHash.get(hash)
    return change ? [{ ...commit, ...(out.size > 0 ? without(change, out) : change) }] : []
  })
}

function without(change: ChangeRow, excludedPaths: ReadonlySet<number>): ChangeRow {
  const isKept = (_: unknown, index: number) => !excludedPaths.has(change.paths[index]!)
  return {
    hash: change.hash,
    paths: change.paths.filter(isKept),
    renamedFrom: change.renamedFrom.filter(isKept),
    isCode: change.isCode.filter(isKept),
    points: change.points.filter(isKept),
  }
}
