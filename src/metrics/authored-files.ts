import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { followRenames } from '../lineage/file-histories.js'
import { listRepositoryChanges } from '../lineage/repository-changes.js'
import type { FileAuthors } from './authorship.js'

/** More changes than this are not gone through while somebody waits for a page. */
const mostChanges = 300_000

const count = namedQuery<{ changes: number }>(
  'count-file-changes',
  `SELECT count(*)::int AS changes FROM file_changes f
   WHERE f."companyId" = $1 AND f."repositoryId" = $2::bigint AND f.kind IN ('code', 'test')`,
)

/** Whose each identity is; without a developer it stands for itself. */
const developers = namedQuery<{ id: number; developer: number }>(
  'developers-of-identities',
  `SELECT i.id::float8 AS id, coalesce(i."developerId", -i.id)::float8 AS developer
   FROM identities i WHERE i."companyId" = $1`,
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
  const rows = await listRepositoryChanges(db, repositoryId, new Date(0))
  followRenames(rows)
  const owners = new Map((await db.run(developers)).map(({ id, developer }) => [id, developer]))
  const files = new Map<number, { maker: number | null; changes: Map<number, number> }>()
  for (const { path } of await db.run(present, repositoryId)) {
    files.set(path, { maker: null, changes: new Map() })
  }
  for (const { authorId, paths } of rows) {
    const developer = owners.get(authorId) ?? -authorId
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
