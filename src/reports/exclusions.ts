import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { listRepositories } from '../repositories/repositories.js'
import type { ExclusionForm, ExclusionRow, ExclusionsPage } from './exclusion-types.js'

/** Undone ones are kept for the record; so many are shown. */
const mostUndone = 50

type Row = Omit<ExclusionRow, 'id'> & { id: bigint }

const query = namedQuery<Row>(
  'list-exclusions',
  `SELECT e.id, e.kind::text AS kind, r.name AS repository, e.reason,
     coalesce(e.pattern, left(encode(e.hash, 'hex'), 10), r.name) AS what,
     m.name AS "madeBy", e."madeAt", u.name AS "undoneBy", e."undoneAt"
   FROM exclusions e
   LEFT JOIN repositories r ON r."companyId" = e."companyId" AND r.id = e."repositoryId"
   LEFT JOIN users m ON m."companyId" = e."companyId" AND m.id = e."madeById"
   LEFT JOIN users u ON u."companyId" = e."companyId" AND u.id = e."undoneById"
   WHERE e."companyId" = $1 AND (e."undoneAt" IS NOT NULL) = $2::boolean
   ORDER BY coalesce(e."undoneAt", e."madeAt") DESC, e.id DESC LIMIT $3::int`,
)

async function list(db: CompanyDatabase, undone: boolean, most: number): Promise<ExclusionRow[]> {
  const rows = await db.run(query, undone, most)
  return rows.map(({ id, ...row }) => ({ id: String(id), ...row }))
}

/** The form with the repositories that may be chosen. */
export async function exclusionForm(
  db: CompanyDatabase,
  given: Pick<ExclusionForm, 'values' | 'errors' | 'problem'>,
): Promise<ExclusionForm> {
  const repositories = await listRepositories(db)
  return { ...given, repositories: repositories.map(({ id, name }) => ({ id: String(id), name })) }
}

/** What is out of the numbers, and what was put back. */
export async function exclusions(db: CompanyDatabase, mayChange: boolean): Promise<ExclusionsPage> {
  return {
    inForce: await list(db, false, 1000),
    undone: await list(db, true, mostUndone),
    mayChange,
    form: await exclusionForm(db, { values: {}, errors: {}, problem: null }),
  }
}
