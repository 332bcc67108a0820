import type { CompanyQueries } from '../database/company.js'
import { digestOf } from '../database/digest.js'
import { namedQuery } from '../database/named-query.js'
import { lockDevelopers } from '../people/developer-rows.js'
import { erasedAccount, erasedName, pseudonym, readErased } from '../people/erased-names.js'
import { familyOf } from './erasures.js'

const identityIds = namedQuery<{ id: bigint }>(
  'identity-ids-of-developers',
  'SELECT id FROM identities WHERE "companyId" = $1 AND "developerId" = ANY($2::bigint[])',
)

/** What an admin would say: they stay together, though they share nothing any more. */
const identities = namedQuery<never>(
  'pseudonymize-identities',
  `UPDATE identities i SET name = u.name, email = u.email, digest = u.digest, "mailmapName" = NULL,
     "mailmapEmail" = NULL, "linkedBy" = 'admin'
   FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bytea[]) AS u (id, name, email, digest)
   WHERE i."companyId" = $1 AND i.id = u.id`,
)

const accountIds = namedQuery<{ id: bigint }>(
  'account-ids-of-developers',
  'SELECT id FROM host_accounts WHERE "companyId" = $1 AND "developerId" = ANY($2::bigint[])',
)

const accounts = namedQuery<never>(
  'pseudonymize-accounts',
  `UPDATE host_accounts a SET "externalId" = u.key, username = u.key, name = $4::text, email = NULL,
     "linkedBy" = 'admin'
   FROM unnest($2::bigint[], $3::text[]) AS u (id, key) WHERE a."companyId" = $1 AND a.id = u.id`,
)

const developers = namedQuery<never>(
  'pseudonymize-developers',
  `UPDATE developers SET name = $3::text, email = $4::text, "nameDecided" = true,
     "botDecided" = "isBot" WHERE "companyId" = $1 AND id = ANY($2::bigint[])`,
)

/** Of others: where a .mailmap names them by the address or the name of whoever was erased. */
const mapped = namedQuery<{ id: bigint; name: string | null; email: string | null }>(
  'mapped-identities',
  `SELECT id, "mailmapName" AS name, "mailmapEmail" AS email FROM identities
   WHERE "companyId" = $1 AND ("mailmapName" IS NOT NULL OR "mailmapEmail" IS NOT NULL)`,
)

const unmap = namedQuery<never>(
  'unmap-identities',
  `UPDATE identities SET "mailmapName" = NULL, "mailmapEmail" = NULL
   WHERE "companyId" = $1 AND id = ANY($2::bigint[])`,
)

/** Puts a pseudonym in the place of a developer's names, addresses and usernames. Twice is once. */
export async function pseudonymize(
  queries: CompanyQueries,
  developerId: bigint,
): Promise<Record<string, number>> {
  await lockDevelopers(queries)
  const family = await familyOf(queries, developerId)
  const ids = (await queries.run(identityIds, family)).map(({ id }) => id)
  const faces = ids.map((identityId) => pseudonym({ developerId, identityId }))
  await queries.run(
    identities,
    ids,
    faces.map(({ name }) => name),
    faces.map(({ email }) => email),
    faces.map(({ name, email }) => digestOf(name, email)),
  )
  const keys = (await queries.run(accountIds, family)).map(({ id }) => id)
  await queries.run(accounts, keys, keys.map(erasedAccount), erasedName(developerId))
  const { name, email } = pseudonym({ developerId, identityId: null })
  await queries.run(developers, family, name, email)
  const erased = await readErased(queries)
  const others = (await queries.run(mapped)).filter(
    (row) => erased?.find('name', row.name) || erased?.find('email', row.email),
  )
  await queries.run(
    unmap,
    others.map(({ id }) => id),
  )
  return { identities: ids.length, accounts: keys.length }
}
