import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** Why a developer is a bot whose code host says so. */
export const hostBotReason = 'bot account on its code host'

/** Bots by their host's word: those with accounts, each of which the host calls a bot's. */
const mark = namedQuery<{ id: bigint }>(
  'mark-host-bots',
  `WITH said AS (
     SELECT d.id, coalesce((SELECT bool_and(a."isBot") FROM host_accounts a
       WHERE a."companyId" = d."companyId" AND a."developerId" = d.id), false) AS bot
     FROM developers d
     WHERE d."companyId" = $1 AND d.id = ANY($2::bigint[]) AND d."botDecided" IS NULL
   )
   UPDATE developers d SET "isBot" = s.bot, "botReason" = CASE WHEN s.bot THEN $3::text END
   FROM said s WHERE d."companyId" = $1 AND d.id = s.id
     AND CASE WHEN s.bot THEN NOT d."isBot" ELSE d."botReason" = $3::text END
   RETURNING d.id`,
)

/**
 * Marks developers as bots where their code hosts say so, and takes that mark off where one of the
 * accounts is a person's. What a rule or an admin says stands.
 * @returns those whose mark has changed
 */
export async function markHostBots(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
): Promise<bigint[]> {
  if (developerIds.length === 0) return []
  return (await queries.run(mark, developerIds, hostBotReason)).map(({ id }) => id)
}
