import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type PathMatcher, readPattern } from './path-patterns.js'
import { storedPaths } from './stored-paths.js'

/** `$2` a repository, or null for all. Only rows that are wrong are written. */
const commits = namedQuery<{ repositoryId: bigint }>(
  'exclude-commits',
  `WITH wrong AS (
     SELECT c."repositoryId", c.hash, EXISTS (
       SELECT 1 FROM exclusions e WHERE e."companyId" = c."companyId" AND e."undoneAt" IS NULL
         AND e."repositoryId" = c."repositoryId"
         AND (e.kind = 'repository' OR (e.kind = 'commit' AND e.hash = c.hash))) AS excluded
     FROM commits c
     WHERE c."companyId" = $1 AND ($2::bigint IS NULL OR c."repositoryId" = $2::bigint)
   ), written AS (
     UPDATE commits c SET excluded = w.excluded FROM wrong w
     WHERE c."companyId" = $1 AND c."repositoryId" = w."repositoryId" AND c.hash = w.hash
       AND c.excluded <> w.excluded
     RETURNING c."repositoryId"
   )
   SELECT DISTINCT "repositoryId" FROM written`,
)

const pullRequests = namedQuery<never>(
  'exclude-pull-requests',
  `WITH out AS (
     SELECT r.id, EXISTS (SELECT 1 FROM exclusions e WHERE e."companyId" = $1
       AND e."repositoryId" = r.id AND e.kind = 'repository' AND e."undoneAt" IS NULL) AS excluded
     FROM repositories r WHERE r."companyId" = $1 AND ($2::bigint IS NULL OR r.id = $2::bigint)
   )
   UPDATE pull_requests p SET excluded = o.excluded FROM out o
   WHERE p."companyId" = $1 AND p."repositoryId" = o.id AND p.excluded <> o.excluded`,
)

const patterns = namedQuery<{ repositoryId: bigint | null; pattern: string }>(
  'path-patterns-in-force',
  `SELECT "repositoryId", pattern FROM exclusions
   WHERE "companyId" = $1 AND kind = 'path' AND "undoneAt" IS NULL
     AND ($2::bigint IS NULL OR "repositoryId" IS NULL OR "repositoryId" = $2::bigint)`,
)

const mark = namedQuery<never>(
  'exclude-paths',
  `UPDATE paths SET excluded = NOT excluded WHERE "companyId" = $1 AND id = ANY($2::bigint[])`,
)

const marked = namedQuery<{ any: boolean }>(
  'is-any-path-marked',
  `SELECT EXISTS (SELECT 1 FROM paths WHERE "companyId" = $1 AND excluded
     AND ($2::bigint IS NULL OR "repositoryId" = $2::bigint)) AS any`,
)

/**
 * Brings the marks on commits and paths in line with the exclusions in force, of one repository or of
 * all; doing it twice changes nothing. The numbers follow by `settle`.
 * @returns the repositories in which a mark has changed
 */
export async function applyExclusions(
  queries: CompanyQueries,
  repositoryId: bigint | null,
): Promise<bigint[]> {
  const touched = new Set<bigint>()
  for (const row of await queries.run(commits, repositoryId)) touched.add(row.repositoryId)
  await queries.run(pullRequests, repositoryId)
  const rules = (await queries.run(patterns, repositoryId)).map((rule) => ({
    ...{ repositoryId: rule.repositoryId, matches: readPattern(rule.pattern).matches },
  }))
  if (rules.length === 0) {
    const [row] = await queries.run(marked, repositoryId)
    if (!row?.any) return [...touched]
  }
  for await (const page of storedPaths(queries, repositoryId)) {
    const wrong = page.filter((path) => isExcluded(path, rules) !== path.excluded)
    if (wrong.length === 0) continue
    for (const path of wrong) touched.add(path.repositoryId)
    await queries.run(
      mark,
      wrong.map(({ id }) => id),
    )
  }
  return [...touched]
}

function isExcluded(
  { repositoryId, path }: { repositoryId: bigint; path: string },
  rules: { repositoryId: bigint | null; matches: PathMatcher }[],
): boolean {
  return rules.some(
    (rule) =>
      (rule.repositoryId === null || rule.repositoryId === repositoryId) && rule.matches(path),
  )
}
