import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type ChangedFiles, followRenames } from '../lineage/file-histories.js'
import type { FileAuthors } from './authorship.js'

/** More changes than this are not gone through while somebody waits for a page. */
const mostChanges = 300_000

const count = namedQuery<{ changes: number }>(
  'count-file-changes',
  `SELECT count(*)::int AS changes FROM file_changes f
   WHERE f."companyId" = $1 AND f."repositoryId" = $2::bigint AND f.kind IN ('code', 'test')`,
)

const changes = namedQuery<Pick<ChangedFiles, 'paths' | 'renamedFrom'> & { developer: number }>(
  'authored-changes',
  `SELECT coalesce(i."developerId", -i.id)::float8 AS developer,
     array_agg(f."pathId"::float8) AS paths,
     array_agg(coalesce(f."renamedFromId", 0)::float8) AS "renamedFrom"
   FROM commits c
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   JOIN file_changes f ON f."companyId" = c."companyId" AND f."repositoryId" = c."repositoryId"
     AND f.hash = c.hash AND f.kind IN ('code', 'test')
   WHERE c."companyId" = $1 AND c."repositoryId" = $2::bigint
     AND c.counted AND NOT c."byBot" AND c.type <> 'merge'
   GROUP BY c."companyId", c."repositoryId", c.hash, i."companyId", i.id
   ORDER BY c."committedAt" DESC, c."authoredAt" DESC, c.hash`,
)

/** Files that are there now: those with lines whose last change is known. */
const present = namedQuery<{ path: number }>(
  'present-files',
  `SELECT DISTINCT o."pathId"::float8 AS path FROM ownership o
   JOIN paths p ON p."companyId" = o."companyId" AND p."repositoryId" = o."repositoryId"
     AND p.id = o."pathId" AND NOT p.excluded
   WHERE o."companyId" = $1 AND o."repositoryId" = $2::bigint`,
)

/** What every developer did to each file that is there now; null where that is too much to go through. */
export async function listAuthoredFiles(
  db: CompanyDatabase,
  repositoryId: bigint,
): Promise<FileAuthors[] | null> {
  const [size] = await db.run(count, repositoryId)
  if ((size?.changes ?? 0) > mostChanges) return null
  const rows = await db.run(changes, repositoryId)
  followRenames(rows)
  const files = new Map<number, { maker: number | null; changes: Map<number, number> }>()
  for (const { path } of await db.run(present, repositoryId)) {
    files.set(path, { maker: null, changes: new Map() })
  }
  for (const { developer, paths } of rows) {
    for (const path of new Set(paths)) {
      const file = files.get(path)
      if (!file) continue
      file.changes.set(developer, (file.changes.get(developer) ?? 0) + 1)
      // Rows come newest first: the last one made the file.
      file.maker = developer
    }
  }
  return [...files.values()].filter((file) => file.changes.size > 0)
}
