import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Source } from './source.js'

export interface Repository {
  id: bigint
  name: string
  source: string
  defaultBranch: string | null
  connectionId: bigint | null
  webUrl: string | null
  /** "archived", "gone", "no-access"; null where nothing is special. */
  hostState: string | null
}

const shown = {
  ...({ id: true, name: true, source: true, defaultBranch: true } as const),
  ...({ connectionId: true, webUrl: true, hostState: true } as const),
} as const

/** Adds a repository, or finds it where the company has it already. */
export async function addRepository(
  db: CompanyDatabase,
  source: Source,
): Promise<{ repository: Repository; isNew: boolean }> {
  const known = await db.repository.findFirst({ where: { sourceKey: source.key }, select: shown })
  if (known) return { repository: known, isNew: false }
  const [added] = await db.repository.createManyAndReturn({
    data: {
      companyId: db.companyId,
      name: source.name,
      source: source.kind === 'remote' ? source.url : source.path,
      sourceKey: source.key,
    },
    // Two requests at once, a double click for instance: one adds it, the other finds it.
    skipDuplicates: true,
    select: shown,
  })
  if (added) return { repository: added, isNew: true }
  const repository = await db.repository.findFirstOrThrow({
    where: { sourceKey: source.key },
    select: shown,
  })
  return { repository, isNew: false }
}

/** The repository with this id, or null. */
export function findRepository(db: CompanyDatabase, id: bigint): Promise<Repository | null> {
  return db.repository.findFirst({ where: { id }, select: shown })
}

const lock = namedQuery<{ id: bigint }>(
  'lock-repository',
  'SELECT id FROM repositories WHERE "companyId" = $1 AND id = $2 FOR UPDATE',
)

/**
 * Holds the repository until the transaction ends, so that of two requests for it at once the second
 * sees what the first has done. False: there is no such repository.
 */
export async function lockRepository(db: CompanyDatabase, id: bigint): Promise<boolean> {
  return (await db.run(lock, id)).length > 0
}

/** All repositories of the company, by name. */
export function listRepositories(db: CompanyDatabase): Promise<Repository[]> {
  return db.repository.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }], select: shown })
}
