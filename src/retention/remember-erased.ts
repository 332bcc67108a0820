import { randomBytes } from 'node:crypto'
import type { CompanyQueries } from '../database/company.js'
import { tryFactsAlone } from '../database/fact-lock.js'
import { namedQuery } from '../database/named-query.js'
import { type ErasedKind, erasedDigest } from '../people/erased-names.js'
import { accountKey } from '../repositories/leave-out-erased.js'
import { familyOf } from './erasures.js'

const salted = namedQuery<{ salt: Uint8Array }>(
  'make-erasure-salt',
  `UPDATE companies SET "erasureSalt" = coalesce("erasureSalt", $2::bytea) WHERE id = $1
   RETURNING "erasureSalt" AS salt`,
)

const identities = namedQuery<{
  id: bigint
  name: string
  email: string
  mailmapName: string | null
  mailmapEmail: string | null
}>(
  'identities-to-erase',
  `SELECT id, name, email, "mailmapName", "mailmapEmail" FROM identities
   WHERE "companyId" = $1 AND "developerId" = ANY($2::bigint[]) ORDER BY id`,
)

const accounts = namedQuery<{
  id: bigint
  connectionId: bigint
  externalId: string
  username: string | null
  name: string | null
  email: string | null
}>(
  'accounts-to-erase',
  `SELECT id, "connectionId", "externalId", username, name, email FROM host_accounts
   WHERE "companyId" = $1 AND "developerId" = ANY($2::bigint[]) ORDER BY id`,
)

const developers = namedQuery<{ name: string; email: string }>(
  'developers-to-erase',
  `SELECT name, email FROM developers WHERE "companyId" = $1 AND id = ANY($2::bigint[])`,
)

const remember = namedQuery<never>(
  'remember-erased',
  `INSERT INTO erased_names ("companyId", kind, digest, "developerId", "identityId")
   SELECT DISTINCT ON (u.kind, u.digest) $1, u.kind, u.digest, $2::bigint, u.identity::bigint
   FROM unnest($3::text[], $4::bytea[], $5::text[]) AS u (kind, digest, identity)
   ORDER BY u.kind, u.digest, u.identity NULLS LAST ON CONFLICT DO NOTHING`,
)

/** An address of a host that hides the person's own: "123+ada@users.noreply.github.com". */
const hidden = /^(?:\d+\+)?([^@]+)@users\.noreply\./

/** A name as short as this could be anybody's initials, or nobody's. */
const shortestName = 3

type Memory = [kind: ErasedKind, text: string | null, standsFor: bigint | null]

/**
 * Keeps salted digests of everything that names a developer. From here on nobody stores it: whoever is
 * about to has looked before, and is waited for.
 * @returns false where somebody stores facts at this moment: to be tried again
 */
export async function rememberErased(
  queries: CompanyQueries,
  developerId: bigint,
): Promise<boolean> {
  const [lock] = await queries.run(tryFactsAlone)
  if (!lock?.alone) return false
  const [company] = await queries.run(salted, randomBytes(16))
  const ids = await familyOf(queries, developerId)
  const memories: Memory[] = []
  for (const { id, name, email, mailmapName, mailmapEmail } of await queries.run(identities, ids)) {
    memories.push(['email', email, id], ['email', mailmapEmail, id])
    memories.push(['name', name, null], ['name', mailmapName, null])
    memories.push(['username', hidden.exec(email)?.[1] ?? null, null])
  }
  for (const one of await queries.run(accounts, ids)) {
    memories.push(['account', accountKey(one.connectionId, one.externalId), one.id])
    memories.push(['username', one.username, null], ['name', one.name, null])
    memories.push(['email', one.email, null])
  }
  for (const { name, email } of await queries.run(developers, ids)) {
    memories.push(['name', name, null], ['email', email, null])
  }
  const kept = memories.filter(
    ([kind, text]) => text && (kind !== 'name' || text.length >= shortestName),
  )
  await queries.run(
    remember,
    developerId,
    kept.map(([kind]) => kind),
    kept.map(([kind, text]) => erasedDigest(company!.salt, kind, text!)),
    kept.map(([, , standsFor]) => standsFor && String(standsFor)),
  )
  return true
}
