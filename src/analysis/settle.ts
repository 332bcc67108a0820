import type { CompanyQueries } from '../database/company.js'

/** What has changed since the numbers were last settled. */
export interface Unsettled {
  /** Developers whose identities, bot mark or commits have changed. */
  developerIds?: readonly bigint[]
  /** Repositories with new, excluded or restored commits or paths. */
  repositoryIds?: readonly bigint[]
}

/**
 * Brings everything derived from the facts in line with them, in the caller's transaction: bot marks,
 * what is counted, sums without excluded paths, effort, ratings. Doing it twice changes nothing.
 */
export async function settle(_queries: CompanyQueries, _unsettled: Unsettled): Promise<void> {}
