import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Place } from './settle.js'

interface Twin {
  hash: string
  /** What twins have in common, but for their files. */
  key: string
  paths: string | null
  recreationOf: string | null
}

/** The number of a pull request, which a host appends when it rebases or squashes. */
const subject = `regexp_replace(c.subject, ' \\(#\\d+\\)$', '')`
const alike = `c."authorId", c."authoredAt", ${subject}, c.additions, c.deletions, c.files`

/**
 * Commits that have a twin, and those that were taken for one: the one that counts first. `$2` is the
 * repository, `$3` an analysis whose commits' twins are looked at, or null for all.
 */
const twinsQuery = namedQuery<Twin>(
  'commit-twins',
  `SELECT encode(t.hash, 'hex') AS hash, t.key, encode(t."recreationOf", 'hex') AS "recreationOf",
     CASE WHEN t.twins > 1 THEN (
       SELECT string_agg(f."pathId"::text, ' ' ORDER BY f."pathId") FROM file_changes f
       WHERE f."companyId" = $1 AND f."repositoryId" = $2::bigint AND f.hash = t.hash) END AS paths
   FROM (
     SELECT c.hash, c."recreationOf", c."committedAt", c.reachable AND NOT c.excluded AS stands,
       concat_ws(' ', ${alike}) AS key, count(*) OVER (PARTITION BY ${alike}) AS twins
     FROM commits c
     WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.skipped IS NULL
       AND ($3::bigint IS NULL OR c."authoredAt" IN (
         SELECT f."authoredAt" FROM commits f WHERE f."companyId" = $1
           AND f."repositoryId" = $2::bigint AND f."analysisId" = $3::bigint))
   ) AS t
   WHERE t.twins > 1 OR t."recreationOf" IS NOT NULL
   ORDER BY t.stands DESC, t."committedAt", t.hash`,
)

const writeQuery = namedQuery<never>(
  'write-recreations',
  `UPDATE commits c SET "recreationOf" = decode(t.first, 'hex')
   FROM unnest($3::text[], $4::text[]) AS t (hash, first)
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.hash = decode(t.hash, 'hex')`,
)

/**
 * Links commits that were made anew (rebased, cherry-picked) to the one that counts. Twins are of the
 * same author, author date, subject and volume, in the same files. Of these counts one that is reached
 * and not excluded before others, then the one that was committed first.
 */
export async function settleRecreations(
  queries: CompanyQueries,
  { repositoryId, analysisId }: Place,
): Promise<void> {
  const firsts = new Map<string, string>()
  const changed: { hash: string; first: string | null }[] = []
  for (const twin of await queries.run(twinsQuery, repositoryId, analysisId)) {
    const key = `${twin.key}\n${twin.paths ?? twin.hash}`
    const known = firsts.get(key)
    if (known === undefined) firsts.set(key, twin.hash)
    const first = known ?? null
    if (first !== twin.recreationOf) changed.push({ hash: twin.hash, first })
  }
  if (changed.length === 0) return
  const hashes = changed.map(({ hash }) => hash)
  await queries.run(
    writeQuery,
    repositoryId,
    hashes,
    changed.map(({ first }) => first),
  )
}
