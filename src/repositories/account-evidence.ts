/**
 * Whose account on a code host it is, by what is known without asking anybody; the first that tells:
 *   commit    the host attributes commits to it, and their names and addresses are a developer's:
 *             the one with most of them
 *   no-reply  an address that the host gives to those who hide theirs: its number, or else its login
 *   email     the address that the host tells is one that commits carry
 */
import { identityKey, readNoReply } from '../people/identity-key.js'

export interface KnownAccount {
  id: bigint
  externalId: string
  username: string | null
  email: string | null
  isBot: boolean
  /** Host name of its code host. */
  hostname: string
}

/** An identity whose developer is known. */
export interface OwnedIdentity {
  email: string
  developerId: bigint
}

export interface Evidence {
  developerId: bigint
  by: 'commit' | 'no-reply' | 'email'
}

/** Looks accounts up among the identities of a company. */
export function accountEvidence(
  identities: readonly OwnedIdentity[],
  byCommits: ReadonlyMap<bigint, bigint>,
): (account: KnownAccount) => Evidence | null {
  const owners = new Map<string, bigint>()
  const keep = (key: string, developerId: bigint) => {
    const known = owners.get(key)
    if (known === undefined || developerId < known) owners.set(key, developerId)
  }
  for (const { email, developerId } of identities) {
    const hidden = readNoReply(email)
    if (hidden?.number) keep(`#${hidden.number}@${hidden.host}`, developerId)
    else if (hidden) keep(`${hidden.login}@${hidden.host}`, developerId)
    else for (const key of identityKey(email)?.keys ?? []) keep(key, developerId)
  }
  return (account) => {
    const committed = byCommits.get(account.id)
    if (committed !== undefined) return { developerId: committed, by: 'commit' }
    const { externalId, hostname, username } = account
    const hidden =
      owners.get(`#${externalId}@${hostname}`) ??
      (username === null ? undefined : owners.get(`${username.toLowerCase()}@${hostname}`))
    if (hidden !== undefined) return { developerId: hidden, by: 'no-reply' }
    // What a bot is reachable at is often the address of whoever set it up.
    const known = account.email && !account.isBot ? identityKey(account.email) : null
    const reached = known?.by === 'email' ? owners.get(known.keys[0]!) : undefined
    return reached === undefined ? null : { developerId: reached, by: 'email' }
  }
}
