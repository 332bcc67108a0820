import { namedQuery } from './named-query.js'

/**
 * Held by whoever stores facts of a repository, until the transaction ends; any number at once. What
 * they look up of cleared periods and erased names stays true as long. Taken first of all locks: who
 * holds it waits for nobody who wants it alone.
 */
export const shareFacts = namedQuery<{ held: string }>(
  'share-facts',
  `SELECT pg_advisory_xact_lock_shared(hashtext('codevisto facts'), hashtext($1::text))::text AS held`,
)

/** Alone, if nobody stores facts of the company at this moment. What is said then holds for all after. */
export const tryFactsAlone = namedQuery<{ alone: boolean }>(
  'try-facts-alone',
  `SELECT pg_try_advisory_xact_lock(hashtext('codevisto facts'), hashtext($1::text)) AS alone`,
)
