import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** Only what the token was to blame for: other faults have times of their own. */
const resume = namedQuery<{ queued: string }>(
  'resume-collections',
  `WITH stopped AS (
     UPDATE collections c SET "nextAt" = now() FROM repositories r
     WHERE c."companyId" = $1 AND r."companyId" = $1 AND r.id = c."repositoryId"
       AND r."connectionId" = $2::bigint AND c."faultCode" IN ('auth', 'forbidden', 'rate-limit')
     RETURNING r.id
   )
   SELECT directory.queue_collection($1, id, $2::bigint, now())::text AS queued FROM stopped`,
)

/** Lets readings that a connection's token has stopped go on now: it works, or is another one. */
export async function resumeCollections(db: CompanyDatabase, connectionId: bigint): Promise<void> {
  await db.run(resume, connectionId)
}
