import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { MeasuredCommit, MeasuredFile } from '../measures/measured-commit.js'
import { rate } from '../measures/rating.js'
import { volumes } from '../measures/volumes.js'
import { weightedLines } from '../measures/weighted-lines.js'
import type { Place } from './settle.js'

/** `$2` repository, `$3` an analysis or null. Sums stand for the paths that are not excluded. */
const offQuery = namedQuery<{ hash: string }>(
  'commits-whose-sums-are-off',
  `SELECT encode(c.hash, 'hex') AS hash FROM commits c LEFT JOIN (
     SELECT f.hash, count(*) AS files, sum(f.additions) AS additions, sum(f.deletions) AS deletions
     FROM file_changes f JOIN paths p ON p."companyId" = f."companyId"
       AND p."repositoryId" = f."repositoryId" AND p.id = f."pathId"
     WHERE f."companyId" = $1 AND f."repositoryId" = $2::bigint AND NOT p.excluded GROUP BY f.hash
   ) AS s ON s.hash = c.hash
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.skipped IS NULL
     AND ($3::bigint IS NULL OR c."analysisId" = $3::bigint)
     AND (c.files <> coalesce(s.files, 0)
       OR c.additions <> least(coalesce(s.additions, 0), 2147483647)
       OR c.deletions <> least(coalesce(s.deletions, 0), 2147483647))`,
)

const anyExcluded = namedQuery<{ any: boolean }>(
  'is-any-path-excluded',
  `SELECT EXISTS (SELECT 1 FROM paths WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND excluded) AS any`,
)

/** `$3` are hashes in hexadecimal digits. */
const hashes = `ARRAY(SELECT decode(h, 'hex') FROM unnest($3::text[]) AS h)`

type Row = Omit<MeasuredFile, 'renamedFrom'> & { hash: string }

const filesQuery = namedQuery<Row>(
  'included-files-of-commits',
  `SELECT encode(f.hash, 'hex') AS hash, p.path, f.kind::text AS kind, f.language, f."binary",
     f.additions, f.deletions, f."complexityDelta", f."indentDelta"
   FROM file_changes f JOIN paths p ON p."companyId" = f."companyId"
     AND p."repositoryId" = f."repositoryId" AND p.id = f."pathId"
   WHERE f."companyId" = $1 AND f."repositoryId" = $2::bigint AND f.hash = ANY(${hashes})
     AND NOT p.excluded`,
)

type Said = Pick<MeasuredCommit, 'subject' | 'message' | 'type'> & { hash: string }

const saidQuery = namedQuery<Said>(
  'what-commits-say',
  `SELECT encode(hash, 'hex') AS hash, subject, message, type::text AS type FROM commits
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint AND hash = ANY(${hashes})`,
)

const columns = {
  ...{ files: 'int', additions: 'int', deletions: 'int', codeAdditions: 'int' },
  ...{ codeDeletions: 'int', testAdditions: 'int', testDeletions: 'int', complexityLines: 'int' },
  ...{ complexityDelta: 'int', indentDelta: 'int', weightedLines: 'real', rating: 'text' },
} as const
const names = Object.keys(columns) as (keyof typeof columns)[]

const writeQuery = namedQuery<never>(
  'write-sums',
  `UPDATE commits c SET ${names.map((name) => `"${name}" = s."${name}"`).join(', ')}
   FROM unnest($3::text[], ${names.map((name, at) => `$${at + 4}::${columns[name]}[]`).join(', ')})
     AS s (hash, ${names.map((name) => `"${name}"`).join(', ')})
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint AND c.hash = decode(s.hash, 'hex')`,
)

/** So many commits are worked on at once. */
const chunk = 1_000

/** The measures of a commit that are sums over its files, as they stand in the row. */
export function sumsOf(commit: Said & { files: MeasuredFile[] }) {
  return {
    files: commit.files.length,
    ...volumes(commit),
    weightedLines: weightedLines(commit.files),
    rating: rate({ ...commit, skipped: null, isBot: false }).letter,
  }
}

/** Makes sums and ratings those of the paths that count. */
export async function settleSums(
  queries: CompanyQueries,
  { repositoryId, analysisId }: Place,
): Promise<void> {
  if (analysisId !== null) {
    const [excluded] = await queries.run(anyExcluded, repositoryId)
    if (!excluded?.any) return
  }
  const off = await queries.run(offQuery, repositoryId, analysisId)
  for (let start = 0; start < off.length; start += chunk) {
    const some = off.slice(start, start + chunk).map(({ hash }) => hash)
    const said = await queries.run(saidQuery, repositoryId, some)
    const files = new Map<string, MeasuredFile[]>(some.map((hash) => [hash, []]))
    for (const { hash, ...file } of await queries.run(filesQuery, repositoryId, some)) {
      files.get(hash)?.push({ ...file, renamedFrom: null })
    }
    const sums = said.map((one) => sumsOf({ ...one, files: files.get(one.hash) ?? [] }))
    await queries.run(
      writeQuery,
      repositoryId,
      said.map(({ hash }) => hash),
      ...names.map((name) => sums.map((sum) => sum[name])),
    )
  }
}
