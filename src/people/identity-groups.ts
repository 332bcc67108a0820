/**
 * Which identities are one person's, by what is known without asking anybody:
 *   1 a .mailmap names the same person for both
 *   2 the same well-formed address      of what .mailmap makes of them, where it says something
 *   3 the same account of a code host
 * Closed under "and so on": a second identity may be what joins two others. Whom an admin has said
 * to be two, nothing here joins. The same identities in any order end in the same groups.
 */
import { IdentityForest } from './identity-forest.js'
import { identityKey } from './identity-key.js'
import { isGenericName } from './name-words.js'

export type LinkedBy = 'mailmap' | 'email' | 'no-reply' | 'alone' | 'admin'

export interface KnownIdentity {
  id: bigint
  name: string
  email: string
  mailmapName: string | null
  mailmapEmail: string | null
  developerId: bigint | null
  linkedBy: string | null
}

export interface IdentityGroup {
  members: { identity: KnownIdentity; linkedBy: LinkedBy }[]
  /** Developers its members had before, oldest first: more than one are to be merged. */
  developerIds: bigint[]
}

export const isMapped = ({ mailmapName, mailmapEmail }: KnownIdentity) =>
  mailmapName !== null || mailmapEmail !== null

/** Name and address as .mailmap has them, or else as commits do. */
export const canonical = (identity: KnownIdentity) => ({
  name: identity.mailmapName ?? identity.name,
  email: identity.mailmapEmail ?? identity.email,
})

interface Link {
  by: 'mailmap' | 'email' | 'no-reply'
  key: string
}

/** What an identity shares with others of the same person. */
function linksOf(identity: KnownIdentity): Link[] {
  const { name, email } = canonical(identity)
  const known = identityKey(email)
  const keyed = (known?.keys ?? []).map(
    (key): Link => ({ by: known!.by, key: `${known!.by} ${key}` }),
  )
  // "Ann <root@localhost>" says nothing by itself, but it does as what a .mailmap names.
  const isNobody = known === null && isGenericName(name)
  return isNobody ? keyed : [{ by: 'mailmap', key: `mailmap ${name}\0${email}` }, ...keyed]
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The groups.
 * @param apart developers said to be two people, each with those it is not
 */
export function groupIdentities(
  identities: readonly KnownIdentity[],
  apart: ReadonlyMap<bigint, ReadonlySet<bigint>> = new Map(),
): IdentityGroup[] {
  // By what they say, not by when they came: which of two joins is refused must not depend on it.
  const sorted = identities
    .map((identity) => ({ identity, text: `${identity.name}\0${identity.email}` }))
    .sort((a, b) => order(a.text, b.text))
    .map(({ identity }) => identity)
  const forest = new IdentityForest(sorted, apart)
  const links = sorted.map(linksOf)
  const firstOf = new Map<bigint, number>()
  for (const [at, { developerId }] of sorted.entries()) {
    if (developerId === null) continue
    const first = firstOf.get(developerId)
    if (first === undefined) firstOf.set(developerId, at)
    else forest.join(first, at)
  }
  const holders = new Map<string, number>()
  for (const by of ['mailmap', 'email', 'no-reply'] as const) {
    for (const [at, own] of links.entries()) {
      for (const { by: its, key } of own) {
        if (its !== by) continue
        const holder = holders.get(key)
        if (holder === undefined) holders.set(key, at)
        else forest.join(holder, at)
      }
    }
  }
  return gather(sorted, links, forest)
}

function gather(
  sorted: readonly KnownIdentity[],
  links: readonly Link[][],
  forest: IdentityForest,
): IdentityGroup[] {
  const groups = new Map<number, number[]>()
  for (const at of sorted.keys()) {
    const root = forest.root(at)
    const group = groups.get(root)
    if (group) group.push(at)
    else groups.set(root, [at])
  }
  return [...groups].map(([root, members]) => {
    const counts = new Map<string, number>()
    for (const { key } of members.flatMap((at) => links[at]!)) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const linkedBy = (at: number): LinkedBy => {
      const identity = sorted[at]!
      if (identity.linkedBy === 'admin') return 'admin'
      const told = links[at]!.find(({ key }) => counts.get(key)! > 1)?.by
      if (isMapped(identity) || told === 'mailmap') return 'mailmap'
      return told ?? 'alone'
    }
    return {
      members: members.map((at) => ({ identity: sorted[at]!, linkedBy: linkedBy(at) })),
      developerIds: forest.developersOf(root),
    }
  })
}
