import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { botReason } from '../people/bot-rules.js'
import { insertDevelopers, lockDevelopers, readApart } from '../people/developer-rows.js'
import { hostBotReason, markHostBots } from '../people/host-bots.js'
import { accountEvidence, type KnownAccount, type OwnedIdentity } from './account-evidence.js'

interface LinkedAccount extends KnownAccount {
  name: string | null
  origin: string
  developerId: bigint | null
  linkedBy: string | null
}

/** `$2` these accounts, `$3` those of these developers; null for all that no admin has linked. */
const accountsQuery = namedQuery<LinkedAccount>(
  'accounts-to-link',
  `SELECT a.id, a."externalId", a.username, a.name, a.email, a."isBot", a."developerId", a."linkedBy",
     c.origin
   FROM host_accounts a
   JOIN connections c ON c."companyId" = a."companyId" AND c.id = a."connectionId"
   WHERE a."companyId" = $1 AND a."linkedBy" IS DISTINCT FROM 'admin'
     AND ($2::bigint[] IS NULL OR a.id = ANY($2::bigint[]))
     AND ($3::bigint[] IS NULL OR a."developerId" = ANY($3::bigint[]))
   ORDER BY a.id`,
)

const identitiesQuery = namedQuery<OwnedIdentity>(
  'owned-identities',
  `SELECT coalesce("mailmapEmail", email) AS email, "developerId" FROM identities
   WHERE "companyId" = $1 AND "developerId" IS NOT NULL`,
)

const commitsQuery = namedQuery<{ accountId: bigint; developerId: bigint }>(
  'developers-by-attributed-commits',
  `SELECT DISTINCT ON (c."accountId") c."accountId", i."developerId"
   FROM pull_request_commits c
   JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."identityId"
   WHERE c."companyId" = $1 AND c."accountId" = ANY($2::bigint[]) AND i."developerId" IS NOT NULL
   GROUP BY c."accountId", i."developerId"
   ORDER BY c."accountId", count(*) DESC, i."developerId"`,
)

const linkQuery = namedQuery<never>(
  'link-accounts',
  `UPDATE host_accounts a SET "developerId" = u.developer, "linkedBy" = u.by
   FROM unnest($2::text[]::bigint[], $3::text[]::bigint[], $4::text[]) AS u (id, developer, by)
   WHERE a."companyId" = $1 AND a.id = u.id`,
)

/** Made for an account alone, which turned out to be somebody's; nobody has done anything with them. */
const dropQuery = namedQuery<never>(
  'drop-empty-developers',
  `DELETE FROM developers d
   WHERE d."companyId" = $1 AND d.id = ANY($2::bigint[])
     AND d."botDecided" IS NULL AND NOT d."nameDecided"
     AND NOT EXISTS (SELECT 1 FROM identities x WHERE x."companyId" = $1 AND x."developerId" = d.id)
     AND NOT EXISTS (SELECT 1 FROM host_accounts x WHERE x."companyId" = $1 AND x."developerId" = d.id)
     AND NOT EXISTS (SELECT 1 FROM team_memberships x WHERE x."companyId" = $1 AND x."developerId" = d.id)
     AND NOT EXISTS (SELECT 1 FROM developer_merges x
       WHERE x."companyId" = $1 AND d.id IN (x."intoId", x."fromId"))
     AND NOT EXISTS (SELECT 1 FROM dismissed_suggestions x
       WHERE x."companyId" = $1 AND d.id IN (x."firstId", x."secondId"))`,
)

/**
 * Gives accounts their developers (account-evidence.ts), in the caller's transaction; one that nothing
 * tells anything of gets a developer of its own. What an admin has decided stays.
 * @param which these accounts, or those of these developers; without either all of the company: what
 *   an analysis has found may tell of any
 * @returns developers whose accounts, or whose being a bot, have changed
 */
export async function linkAccounts(
  queries: CompanyQueries,
  which: { ids?: readonly bigint[]; developerIds?: readonly bigint[] },
): Promise<bigint[]> {
  const { ids: asked = null, developerIds = null } = which
  if (asked?.length === 0 || developerIds?.length === 0) return []
  await lockDevelopers(queries)
  const accounts = await queries.run(accountsQuery, asked, developerIds)
  if (accounts.length === 0) return []
  const ids = accounts.map(({ id }) => id)
  const committed = await queries.run(commitsQuery, ids)
  const byCommits = new Map(committed.map((row) => [row.accountId, row.developerId]))
  const evidenceOf = accountEvidence(await queries.run(identitiesQuery), byCommits)
  const apart = await readApart(queries)
  const links = accounts.flatMap((account) => {
    // Where an identity goes its account follows; but one alone may have been said to be somebody else.
    const known = account.linkedBy === 'alone' ? account.developerId : null
    const found = evidenceOf({ ...account, hostname: new URL(account.origin).hostname })
    const isApart = found && known !== null && apart.get(known)?.has(found.developerId)
    return found && !isApart ? [{ account, ...found }] : []
  })
  const told = new Set(links.map(({ account }) => account))
  const alone = accounts.filter((account) => !told.has(account) && account.developerId === null)
  const made = await insertDevelopers(queries, alone.map(faceOfAccount))
  const changed = [
    ...links,
    ...alone.map((account, at) => ({ account, developerId: made[at]!, by: 'alone' })),
  ].filter(
    ({ account, developerId, by }) =>
      account.developerId !== developerId || account.linkedBy !== by,
  )
  if (changed.length === 0) return []
  await queries.run(
    linkQuery,
    changed.map(({ account }) => String(account.id)),
    changed.map(({ developerId }) => String(developerId)),
    changed.map(({ by }) => by),
  )
  const moved = changed.filter(({ account, developerId }) => account.developerId !== developerId)
  const left = moved.flatMap(({ account }) => account.developerId ?? [])
  const touched = [...new Set([...moved.map(({ developerId }) => developerId), ...left])]
  await markHostBots(queries, touched)
  await queries.run(dropQuery, left)
  return touched
}

/** A developer of whom nothing but an account is known. */
function faceOfAccount({ name, username, email, isBot, externalId }: LinkedAccount) {
  const reason = botReason(username ?? '', email ?? '') ?? botReason(name ?? '', email ?? '')
  return {
    name: name || username || `Account ${externalId}`,
    email: email ?? '',
    botReason: reason ?? (isBot ? hostBotReason : null),
  }
}
