import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** A path as it is stored, and whether it stands outside the numbers. */
export interface StoredPath {
  repositoryId: bigint
  id: bigint
  path: string
  excluded: boolean
}

/** So many paths are held at once. */
const page = 10_000

/** `$2` a repository or null, `$3` the last path read, `$4` how many. */
const paths = namedQuery<StoredPath>(
  'stored-paths',
  `SELECT "repositoryId", id, path, excluded FROM paths
   WHERE "companyId" = $1 AND ($2::bigint IS NULL OR "repositoryId" = $2::bigint) AND id > $3::bigint
   ORDER BY id LIMIT $4::int`,
)

/** All paths of a repository, or of all repositories, a page at a time. */
export async function* storedPaths(
  queries: CompanyQueries,
  repositoryId: bigint | null,
): AsyncGenerator<StoredPath[]> {
  let last = 0n
  for (;;) {
    const rows = await queries.run(paths, repositoryId, last, page)
    if (rows.length > 0) yield rows
    if (rows.length < page) return
    last = rows.at(-1)?.id ?? last
  }
}
