import { type TypeGroup, typeGroups } from '../commit-types/type-groups.js'
import { currentCompany } from '../companies/companies.js'
import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { linesInSql, type Size, sizeBounds, testableLines } from '../roll-ups/columns.js'
import { isAggregated, isTellable } from './individuals.js'
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
  /** Of those with 20 added lines of code or more, those that add tests, or those that do not. */
  isTested?: boolean | null
  grade?: string | null
  /** By lines of code and tests. */
  size?: Size | null
  /** Only commits of whoever has this address, lower case, under any name or address that is theirs. */
  own?: string | null
}

/**
 * `$2`-`$7` scope, `$8` types, `$9` folder, `$10` week, `$11` merges too,
 * `$12` excluded ones only, `$13` whose own,
 * `$14` with tests, `$15` grade, `$16`-`$17` bounds of size.
 */
export const commitsInSql = `${placeInSql}
  AND ($8::text[] IS NULL OR c.type::text = ANY($8::text[]))
  AND ($9::text IS NULL OR EXISTS (
    SELECT 1 FROM file_changes f JOIN paths p ON p."companyId" = f."companyId"
      AND p."repositoryId" = f."repositoryId" AND p.id = f."pathId"
    WHERE f."companyId" = c."companyId" AND f."repositoryId" = c."repositoryId" AND f.hash = c.hash
      AND f.kind NOT IN ('vendored', 'generated') AND NOT p.excluded AND p.folder = $9::text))
  AND ($10::date IS NULL OR c."localWeek" = $10::date)
  AND ($11::boolean OR c.type <> 'merge')
  AND CASE WHEN $12::boolean THEN c.excluded ELSE c.counted END
  AND ${ownInSql('$13')}
  AND ($14::boolean IS NULL OR c."codeAdditions" >= ${testableLines}
    AND (c."testAdditions" > 0) = $14::boolean)
  AND ($15::text IS NULL OR c.rating = $15::text AND NOT c."byBot")
  AND ($16::bigint IS NULL OR ${linesInSql} BETWEEN $16::bigint AND $17::bigint)`

const sumsQuery = namedQuery<CommitSums>(
  'sum-commits',
  `SELECT count(*)::int AS total, coalesce(sum(c.additions), 0)::float8 AS additions,
     coalesce(sum(c.deletions), 0)::float8 AS deletions,
     coalesce(sum(${linesInSql}), 0)::float8 AS "codeLines"
   FROM commits c WHERE ${commitsInSql}`,
)

/** Turning the pages of a list does not count it again. */
const sums = cachedQuery(sumsQuery, {
  total: 'number',
  additions: 'number',
  deletions: 'number',
  codeLines: 'number',
})

/** A row of the list, with who made it and where. */
export const listedInSql = `encode(c.hash, 'hex') AS hash, c.subject, coalesce(d.name, i.name) AS author,
     c."authoredAt", c."byBot", c.agent,
     r.name AS repository, r.source, c.type::text AS type, c."typeSource", c.additions, c.deletions,
     c.files, c."complexityDelta", c.skipped, c."repositoryId", c.excluded
   FROM commits c
   JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   LEFT JOIN developers d ON d."companyId" = i."companyId" AND d.id = i."developerId"
   WHERE ${commitsInSql}`

const list = namedQuery<ListedCommit>(
  'list-commits',
  `SELECT ${listedInSql}
   ORDER BY c."localDay" DESC, c."authoredAt" DESC, c.hash LIMIT $18::int OFFSET $19::int`,
)

const people = namedQuery<{ people: number }>(
  'people-of-commits',
  `SELECT count(DISTINCT i."developerId")::int AS people FROM commits c
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   WHERE NOT c."byBot" AND ${commitsInSql}`,
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

/** The values that {@link commitsInSql} takes, from `$2` on. */
export function commitValues(
  scope: Scope,
  { type, folder, week, ...more }: CommitNarrowing,
): unknown[] {
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
    more.isTested ?? null,
    more.grade ?? null,
    ...(more.size ? sizeBounds(more.size) : [null, null]),
  ]
}

/** Whether a list of commits may be shown: where nobody is shown alone, it is one of many people. */
export async function areCommitsTellable(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: CommitNarrowing,
): Promise<boolean> {
  const company = await currentCompany(db)
  if (!isAggregated(company)) return true
  const [row] = await db.run(people, ...commitValues(scope, narrowing))
  return isTellable(company, row?.people ?? 0)
}

/** Sums over all commits that a list would hold. */
export async function sumCommits(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: CommitNarrowing,
): Promise<CommitSums> {
  const [row] = await db.runCached(sums, ...commitValues(scope, narrowing))
  return row!
}

/** Commits, newest first. */
export function listCommits(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: CommitNarrowing,
  { skip, take }: { skip: number; take: number },
): Promise<ListedCommit[]> {
  return db.run(list, ...commitValues(scope, narrowing), take, skip)
}
