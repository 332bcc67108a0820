import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { readErased } from '../people/erased-names.js'
import { familyOf } from './erasures.js'

const ofDevelopers = namedQuery<{ gone: number }>(
  'erase-traces-of-developers',
  `WITH gone AS (
     UPDATE audit_traces SET salt = NULL, name = NULL, email = NULL, ip = NULL, "userAgent" = NULL,
       "erasedAt" = now()
     WHERE "companyId" = $1 AND "erasedAt" IS NULL
       AND (("personType" = 'developer' AND "personId" = ANY($2::bigint[]))
         OR (email = ANY($3::text[]) AND NOT EXISTS (SELECT 1 FROM users u
           WHERE u."companyId" = $1 AND "personType" = 'user' AND u.id = "personId")))
     RETURNING 1
   ) SELECT count(*)::int AS gone FROM gone`,
)

const addresses = namedQuery<{ email: string }>(
  'addresses-in-traces',
  `SELECT DISTINCT email FROM audit_traces WHERE "companyId" = $1 AND email IS NOT NULL
   UNION SELECT DISTINCT recipient FROM outgoing_mails WHERE "companyId" = $1`,
)

/** Mails that were sent to somebody who has no account any more. */
const mails = namedQuery<{ gone: number }>(
  'drop-mails-to',
  `WITH gone AS (
     DELETE FROM outgoing_mails m WHERE m."companyId" = $1 AND m.recipient = ANY($2::text[])
       AND NOT EXISTS (SELECT 1 FROM users u WHERE u."companyId" = $1 AND u.email = m.recipient)
     RETURNING 1
   ) SELECT count(*)::int AS gone FROM gone`,
)

/**
 * Empties the audit's traces of a developer: those of the developer, and those of an account under the
 * same address that is removed. Somebody who still signs in stays known by their account.
 */
export async function eraseTracesOf(
  queries: CompanyQueries,
  developerId: bigint,
): Promise<Record<string, number>> {
  const erased = await readErased(queries)
  const said = (await queries.run(addresses)).map(({ email }) => email)
  const theirs = said.filter((email) => erased?.find('email', email)?.developerId === developerId)
  const [traces] = await queries.run(ofDevelopers, await familyOf(queries, developerId), theirs)
  const [sent] = await queries.run(mails, theirs)
  return { traces: traces!.gone, mails: sent!.gone }
}
