import type { CompanyDatabase } from '../database/company.js'
import { linesOf } from './activity.js'
import { measureContributorsByRepository } from './contributors.js'
import type { Scope } from './scope.js'
import { measureRepositorySums, type Sums } from './sums.js'

export interface RepositoryActivity {
  repositoryId: bigint
  commits: number
  /** Lines added and removed in code and test files. */
  lines: number
  contributors: number
  sums: Sums
}

/** What was done in each repository of a scope. */
export async function measureRepositories(
  db: CompanyDatabase,
  scope: Scope,
): Promise<RepositoryActivity[]> {
  const people = await measureContributorsByRepository(db, scope)
  const rows = await measureRepositorySums(db, scope)
  return rows.map(({ repositoryId, ...sums }) => ({
    ...{ repositoryId, sums, commits: sums.commits, lines: linesOf(sums) },
    contributors: people.get(repositoryId) ?? 0,
  }))
}
