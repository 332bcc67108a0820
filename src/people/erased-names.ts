import { createHash } from 'node:crypto'
import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** What of a person is remembered, as a digest, so that it cannot come back. */
export type ErasedKind = 'email' | 'username' | 'name' | 'account'

/** SHA-256 of the company's salt, the kind and the text, whatever its case and the spaces around it. */
export function erasedDigest(salt: Uint8Array, kind: ErasedKind, text: string): Buffer {
  const plain = text.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')
  return createHash('sha256').update(salt).update(`${kind}\0${plain}`).digest()
}

/** What stands where a name stood. */
export const erasedName = (developerId: bigint): string => `Erased person ${developerId}`

/** What stands where an address stood: nobody can have it. */
export const erasedEmail = (identityId: bigint): string => `erased-${identityId}@erased.invalid`

/** What stands where a username, or a host's own number, stood. */
export const erasedAccount = (accountId: bigint): string => `erased-${accountId}`

/** Name and address that stand for an erased address. */
export function pseudonym({ developerId, identityId }: ErasedOwner): {
  name: string
  email: string
} {
  const name = erasedName(developerId)
  if (identityId !== null) return { name, email: erasedEmail(identityId) }
  return { name, email: `erased-person-${developerId}@erased.invalid` }
}

interface Row {
  kind: ErasedKind
  digest: Uint8Array
  developerId: bigint
  identityId: bigint | null
}

/** Whose an address was, and which identity or account stands for it now. */
export type ErasedOwner = Pick<Row, 'developerId' | 'identityId'>

/** The erased names of a company: asked with a text, they tell whose it was. */
export class ErasedNames {
  readonly #owners = new Map<string, ErasedOwner>()

  constructor(
    private readonly salt: Uint8Array,
    rows: readonly Row[],
  ) {
    for (const { digest, ...row } of rows) {
      this.#owners.set(Buffer.from(digest).toString('base64'), row)
    }
  }

  find(kind: ErasedKind, text: string | null): ErasedOwner | null {
    if (!text) return null
    return this.#owners.get(erasedDigest(this.salt, kind, text).toString('base64')) ?? null
  }
}

const saltQuery = namedQuery<{ salt: Uint8Array | null }>(
  'erasure-salt',
  'SELECT "erasureSalt" AS salt FROM companies WHERE id = $1',
)

const all = namedQuery<Row>(
  'erased-names',
  `SELECT kind, digest, "developerId", "identityId" FROM erased_names WHERE "companyId" = $1`,
)

/** The company's erased names, or null where nobody was ever erased: nearly everywhere. */
export async function readErased(queries: CompanyQueries): Promise<ErasedNames | null> {
  const [company] = await queries.run(saltQuery)
  if (!company?.salt) return null
  return new ErasedNames(company.salt, await queries.run(all))
}
