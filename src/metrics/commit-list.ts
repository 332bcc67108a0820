import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Scope } from './scope.js'
import { type TypeGroup, typeGroups } from './type-groups.js'

/** What narrows a list of commits beyond its scope. */
export interface CommitNarrowing {
  type: TypeGroup | null
  /** As in the paths table; "." is the root. */
  folder: string | null
  /** Monday of one week. */
  week: string | null
  merges: boolean
  /** Only commits of whoever has this address, lower case, under any name or address that is theirs. */
  own?: string | null
}

/** `$2`-`$4` scope, `$5` types, `$6` folder, `$7` week, `$8` merges too, `$9` whose own. */
const where = `c."companyId" = $1 AND c."localDay" BETWEEN $2::date AND $3::date
  AND ($4::bigint IS NULL OR c."repositoryId" = $4::bigint)
  AND ($5::text[] IS NULL OR c.type::text = ANY($5::text[]))
  AND ($6::text IS NULL OR EXISTS (
    SELECT 1 FROM file_changes f JOIN paths p ON p."companyId" = f."companyId"
      AND p."repositoryId" = f."repositoryId" AND p.id = f."pathId"
    WHERE f."companyId" = c."companyId" AND f."repositoryId" = c."repositoryId" AND f.hash = c.hash
      AND f.kind NOT IN ('vendored', 'generated') AND p.folder = $6::text))
  AND ($7::date IS NULL OR c."localWeek" = $7::date)
  AND ($8::boolean OR c.type <> 'merge')
  AND ($9::text IS NULL OR c."authorId" IN (
    SELECT i.id FROM identities i WHERE i."companyId" = $1 AND (lower(i.email) = $9::text
      OR i."developerId" IN (SELECT o."developerId" FROM identities o
        WHERE o."companyId" = $1 AND lower(o.email) = $9::text))))`

const sums = namedQuery<CommitSums>(
  'sum-commits',
  `SELECT count(*)::int AS total, coalesce(sum(c.additions), 0)::float8 AS additions,
     coalesce(sum(c.deletions), 0)::float8 AS deletions,
     coalesce(sum(c."codeAdditions"::bigint + c."codeDeletions" + c."testAdditions" + c."testDeletions"), 0)::float8 AS "codeLines"
   FROM commits c WHERE ${where}`,
)

const list = namedQuery<ListedCommit>(
  'list-commits',
  `SELECT encode(c.hash, 'hex') AS hash, c.subject, i.name AS author, c."authoredAt",
     r.name AS repository, r.source, c.type::text AS type, c."typeSource", c.additions, c.deletions,
     c.files, c."complexityDelta", c.skipped
   FROM commits c
   JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   WHERE ${where}
   ORDER BY c."localDay" DESC, c."authoredAt" DESC, c.hash LIMIT $10::int OFFSET $11::int`,
)

export interface CommitSums {
  total: number
  additions: number
  deletions: number
  /** Lines added and removed in code and test files. */
  codeLines: number
}

export interface ListedCommit {
  hash: string
  subject: string
  author: string
  authoredAt: Date
  repository: string
  source: string
  type: string
  typeSource: string
  additions: number
  deletions: number
  files: number
  complexityDelta: number | null
  skipped: string | null
}

function values(scope: Scope, narrowing: CommitNarrowing): unknown[] {
  const { type, folder, week, merges, own = null } = narrowing
  const folderName = folder === '.' ? '' : folder
  const types = type === null ? null : [...typeGroups[type]]
  return [scope.from, scope.to, scope.repositoryId, types, folderName, week, merges, own]
}

/** Sums over all commits that a list would hold. */
export async function sumCommits(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: CommitNarrowing,
): Promise<CommitSums> {
  const [row] = await db.run(sums, ...values(scope, narrowing))
  return row!
}

/** Commits, newest first. */
export function listCommits(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: CommitNarrowing,
  { skip, take }: { skip: number; take: number },
): Promise<ListedCommit[]> {
  return db.run(list, ...values(scope, narrowing), take, skip)
}
