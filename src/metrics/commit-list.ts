import { type TypeGroup, typeGroups } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { ownInSql } from './own-commits.js'
import { placeInSql, type Scope, scopeValues } from './scope.js'

/** What narrows a list of commits beyond its scope. */
export interface CommitNarrowing {
  type: TypeGroup | null
  /** As in the paths table; "." is the root. */
  folder: string | null
  /** Monday of one week. */
  week: string | null
  merges: boolean
  /** Those that an admin has taken out of the numbers, and no others. */
  excluded: boolean
  /** Only commits of whoever has this address, lower case, under any name or address that is theirs. */
  own?: string | null
}

/** `$2`-`$5` scope, `$6` types, `$7` folder, `$8` week, `$9` merges too, `$10` excluded ones only, `$11` whose own. */
const where = `${placeInSql}
  AND ($6::text[] IS NULL OR c.type::text = ANY($6::text[]))
  AND ($7::text IS NULL OR EXISTS (
    SELECT 1 FROM file_changes f JOIN paths p ON p."companyId" = f."companyId"
      AND p."repositoryId" = f."repositoryId" AND p.id = f."pathId"
    WHERE f."companyId" = c."companyId" AND f."repositoryId" = c."repositoryId" AND f.hash = c.hash
      AND f.kind NOT IN ('vendored', 'generated') AND NOT p.excluded AND p.folder = $7::text))
  AND ($8::date IS NULL OR c."localWeek" = $8::date)
  AND ($9::boolean OR c.type <> 'merge')
  AND CASE WHEN $10::boolean THEN c.excluded ELSE c.counted END
  AND ${ownInSql('$11')}`

const sums = namedQuery<CommitSums>(
  'sum-commits',
  `SELECT count(*)::int AS total, coalesce(sum(c.additions), 0)::float8 AS additions,
     coalesce(sum(c.deletions), 0)::float8 AS deletions,
     coalesce(sum(c."codeAdditions"::bigint + c."codeDeletions" + c."testAdditions" + c."testDeletions"), 0)::float8 AS "codeLines"
   FROM commits c WHERE ${where}`,
)

const list = namedQuery<ListedCommit>(
  'list-commits',
  `SELECT encode(c.hash, 'hex') AS hash, c.subject, coalesce(d.name, i.name) AS author,
     c."authoredAt", c."byBot", c.agent,
     r.name AS repository, r.source, c.type::text AS type, c."typeSource", c.additions, c.deletions,
     c.files, c."complexityDelta", c.skipped, c."repositoryId", c.excluded
   FROM commits c
   JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   LEFT JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
   WHERE ${where}
   ORDER BY c."localDay" DESC, c."authoredAt" DESC, c.hash LIMIT $12::int OFFSET $13::int`,
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
  /** The developer's name. */
  author: string
  authoredAt: Date
  byBot: boolean
  /** The AI agent that helped, or null. */
  agent: string | null
  repository: string
  source: string
  type: string
  typeSource: string
  additions: number
  deletions: number
  files: number
  complexityDelta: number | null
  skipped: string | null
  repositoryId: bigint
  excluded: boolean
}

function values(scope: Scope, { type, folder, week, ...more }: CommitNarrowing): unknown[] {
  const folderName = folder === '.' ? '' : folder
  const types = type === null ? null : [...typeGroups[type]]
  return [
    ...scopeValues(scope),
    types,
    folderName,
    week,
    more.merges,
    more.excluded,
    more.own ?? null,
  ]
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
