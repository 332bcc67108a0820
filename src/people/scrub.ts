import { type ErasedNames, type ErasedOwner, erasedName } from './erased-names.js'

const address = /[^\s<>()"',;:[\]]+@[^\s<>()"',;:[\]]+\.[^\s<>()"',;:[\].]+/g
/** "Ann Miller <ann@acme.io>", with the name in front of the address. */
const person = /([^\s<>:][^<>:\n]*?)?\s*<([^<>\s]+@[^<>\s]+)>/g
const trailer = /^([A-Za-z][A-Za-z-]*-by:[ \t]*)([^<>\n]+?)[ \t]*$/gm
const mention = /(^|[^\w@.-])@([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/g
const word = /[\p{L}\p{M}'’.-]+/gu

/** A name of more words than this is not looked for in running text. */
const longestName = 4

/** Names of two words and more, wherever they stand. Longer ones first. */
function withoutNames(text: string, erased: ErasedNames): string {
  const words = [...text.matchAll(word)]
  let [made, kept] = ['', 0]
  for (let at = 0; at < words.length; at++) {
    for (let size = Math.min(longestName, words.length - at); size >= 2; size--) {
      const [first, last] = [words[at]!, words[at + size - 1]!]
      const end = last.index + last[0].length
      const said = text.slice(first.index, end)
      const found = said.includes('\n') ? null : nameIn(said, erased)
      if (!found) continue
      made += text.slice(kept, first.index) + erasedName(found.owner.developerId) + found.rest
      kept = end
      at += size - 1
      break
    }
  }
  return made + text.slice(kept)
}

/** A sentence's end, or a possessive, is no part of a name: it stays. */
function nameIn(said: string, erased: ErasedNames): { owner: ErasedOwner; rest: string } | null {
  const rest = /(?:['’]s)?[.'’-]*$/.exec(said)?.[0] ?? ''
  for (const end of new Set(['', rest])) {
    const owner = erased.find('name', said.slice(0, said.length - end.length))
    if (owner) return { owner, rest: end }
  }
  return null
}

/**
 * A text in which a pseudonym stands for whoever was erased: for their addresses, their names of two
 * words or more, names of any length before an address or in a trailer, and mentions of their
 * usernames. Unchanged where none occurs.
 */
export function scrub(text: string, erased: ErasedNames): string {
  const said = text
    .replace(person, (whole, _name, email) => {
      const owner = erased.find('email', email)
      return owner ? `${erasedName(owner.developerId)} <erased@erased.invalid>` : whole
    })
    .replace(address, (email) => (erased.find('email', email) ? 'erased@erased.invalid' : email))
    .replace(trailer, (whole, key, name) => {
      const owner = erased.find('name', name)
      return owner ? `${key}${erasedName(owner.developerId)}` : whole
    })
    .replace(mention, (whole, before, name) =>
      erased.find('username', name) ? `${before}@erased` : whole,
    )
  return withoutNames(said, erased)
}

/** A branch's name: people put their usernames into it. */
export const scrubBranch = (name: string, erased: ErasedNames): string =>
  name
    .split('/')
    .map((part) => (erased.find('username', part) ? 'erased' : part))
    .join('/')
