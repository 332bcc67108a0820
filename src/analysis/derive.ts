import type { CompanyQueries } from '../database/company.js'
import { settle } from './settle.js'

/** An analysis that has just stored its facts. */
export interface FreshFacts {
  repositoryId: bigint
  analysisId: bigint
  /** Commits were measured anew or came and went: more has changed than what is new. */
  isWhole: boolean
}

/** Works out what follows from the facts of an analysis, in the transaction that publishes them. */
export async function derive(
  queries: CompanyQueries,
  { repositoryId, analysisId, isWhole }: FreshFacts,
): Promise<void> {
  await settle(
    queries,
    isWhole ? { repositoryIds: [repositoryId] } : { fresh: { repositoryId, analysisId } },
  )
}
