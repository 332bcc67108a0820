import { identityKey, readNoReply } from './identity-key.js'
import { isGenericName, nameWords } from './name-words.js'

/** What of an identity may be somebody else's too. */
export interface Glance {
  id: bigint
  email: string
  words: string[]
  /** Its words in one order, or null for a single one. */
  name: string | null
  /** Letters of the local part or login, or null where they are few. */
  local: string | null
}

/** What is asked of those alone that share something. */
export interface Face extends Glance {
  domain: string | null
  isHidden: boolean
}

/** What can be compared at once. */
export function glanceAt(id: bigint, { name, email }: { name: string; email: string }): Glance {
  const words = nameWords(name)
  const address = email.trim().toLowerCase()
  const said = readNoReply(email)?.login ?? address.replace(/[+@].*$/, '')
  const local = said.replace(/[^\p{L}]/gu, '')
  return {
    ...{ id, email: address, words },
    name: words.length > 1 ? words.toSorted().join(' ') : null,
    local: local.length > 3 ? local : null,
  }
}

/** The rest of it. */
export function faceOf(glance: Glance): Face {
  const { name, email } = glance
  const isKnown = identityKey(email) !== null
  const isHidden = readNoReply(email) !== null
  return {
    ...{ ...glance, isHidden },
    name: name === null || isGenericName(name) ? null : name,
    domain: isKnown && !isHidden ? email.slice(email.indexOf('@') + 1) : null,
    local: isKnown ? glance.local : null,
  }
}
