/**
 * Which two developers look like one person, for an admin to decide; nothing here merges.
 *   same name, same domain          the definition, but not for domains where anybody gets an address
 *   same name, one hides behind     a no-reply address has no domain that could say no, and is the
 *   a no-reply address              commonest second address of a person
 *   same name, same local part      ann.miller@acme.io and annmiller@gmail.com
 *   same local part, names agree    "Ann" and "Ann Miller" as ann.miller@ two domains
 * A name counts from two words on, whatever their order ("Miller, Ann", "Zhang Wei"), case and
 * accents. A local part counts where it holds the last word of a name and more: "ann.miller",
 * "amiller", not "ann". Generic names and addresses look like nobody; bots are left out.
 */
import { publicDomains } from './public-domains.js'
import { type Face, faceOf, type Glance, glanceAt } from './suggestion-face.js'

export interface SuggestedDeveloper {
  id: bigint
  isBot: boolean
  identities: readonly { name: string; email: string }[]
}

export interface Suggestion {
  firstId: bigint
  secondId: bigint
  /** What speaks for it, as a sentence. */
  because: string
}

/** A name that so many share tells nothing; comparing each with each would take for ever, too. */
const mostAlike = 50

/** "ann.miller" and "amiller" hold Miller and more of Ann; "ann" and "miller" are too common. */
function namesThePerson(local: string, words: string[]): boolean {
  return words.some((word) => {
    const rest = word.length > 2 && local.includes(word) ? local.replace(word, '') : ''
    const others = words.filter((other) => other !== word)
    return rest !== '' && others.some((other) => other.startsWith(rest) || rest.startsWith(other))
  })
}

function reason(a: Face, b: Face): string | null {
  if (a.name !== null && a.name === b.name) {
    if (a.local !== null && a.local === b.local)
      return 'Same name, and their addresses begin alike.'
    if (a.domain !== null && a.domain === b.domain && !publicDomains.has(a.domain))
      return `Same name, and both have an address at ${a.domain}.`
    if (a.isHidden || b.isHidden)
      return 'Same name, and one of them hides behind a no-reply address.'
    return null
  }
  if (a.local === null || a.local !== b.local) return null
  const [fewer, more] = a.words.length < b.words.length ? [a, b] : [b, a]
  const agree = fewer.words.length > 0 && fewer.words.every((word) => more.words.includes(word))
  return agree && namesThePerson(a.local, more.words)
    ? 'Their addresses begin alike, and the names agree.'
    : null
}

/**
 * The pairs, each once, the smaller id first, in the order of ids.
 * @param apart pairs an admin has said are two people, as "smaller-larger"
 */
export function suggestMerges(
  developers: readonly SuggestedDeveloper[],
  apart: ReadonlySet<string> = new Set(),
): Suggestion[] {
  const people = developers.filter(({ isBot }) => !isBot)
  const all = people.flatMap(({ id, identities }) => identities.map((one) => glanceAt(id, one)))
  const found = new Map<string, Suggestion>()
  for (const alike of [...groups(all, 'name'), ...groups(all, 'local')]) {
    for (const [at, one] of alike.entries()) {
      for (const other of alike.slice(at + 1)) {
        if (one.id === other.id) continue
        const [first, second] = one.id < other.id ? [one, other] : [other, one]
        const pair = `${first.id}-${second.id}`
        const because = apart.has(pair) || found.has(pair) ? null : reason(first, second)
        if (because) found.set(pair, { firstId: first.id, secondId: second.id, because })
      }
    }
  }
  return [...found.values()].toSorted((a, b) =>
    a.firstId === b.firstId ? Number(a.secondId - b.secondId) : Number(a.firstId - b.firstId),
  )
}

function groups(all: Glance[], by: 'name' | 'local'): Face[][] {
  const groups = new Map<string, Glance[]>()
  for (const glance of all) {
    const key = glance[by]
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(glance)
    else groups.set(key, [glance])
  }
  return [...groups.values()]
    .filter(({ length }) => length > 1 && length <= mostAlike)
    .map((group) => group.map(faceOf))
}
