/**
 * How a developer is called, by its identities: what a .mailmap says first, then a full name, then an
 * address that is no no-reply; of several, the first in the alphabet. And whether it is a bot: where
 * a rule says so of each of its identities, or its code host of each of its accounts. A person who
 * once committed as a bot stays a person.
 */
import { type BotReason, botReason } from './bot-rules.js'
import type { StoredDeveloper } from './developer-rows.js'
import { hostBotReason } from './host-bots.js'
import { canonical, isMapped, type KnownIdentity } from './identity-groups.js'
import { identityKey, readNoReply, shownAddress } from './identity-key.js'
import { isGenericName, nameWords } from './name-words.js'

export interface Face {
  name: string
  email: string
  botReason: BotReason | null
}

/** Longer is rarer: what is kept of a developer's name is for reading. */
const longestName = 200

/** Smaller is better. */
function rank(identity: KnownIdentity, reason: BotReason | null): string {
  const { name, email } = canonical(identity)
  const words = nameWords(name)
  const faults = [
    reason !== null,
    !isMapped(identity),
    isGenericName(name),
    words.filter((word) => word.length > 1).length < 2,
    words.some((word) => word.length === 1),
    identityKey(email) === null,
    readNoReply(email) !== null,
  ]
  return `${faults.map(Number).join('')} ${name}\0${email}`
}

/** The face of a developer with these identities: at least one. */
export function faceOf(identities: readonly KnownIdentity[]): Face {
  const reasons = identities.map((identity) => botReason(identity.name, identity.email))
  const best = bestOf(identities, reasons)
  const { name, email } = canonical(best)
  return {
    name: [...name].slice(0, longestName).join('').trim() || shownAddress(email) || 'No name',
    email: shownAddress(email),
    botReason: reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null,
  }
}

function bestOf(
  identities: readonly KnownIdentity[],
  reasons: (BotReason | null)[],
): KnownIdentity {
  const [first, ...others] = identities
  if (first && others.length === 0) return first
  const ranked = identities.map((identity, at) => ({
    identity,
    rank: rank(identity, reasons[at]!),
  }))
  return ranked.reduce((a, b) => (b.rank < a.rank ? b : a)).identity
}

/** A developer with the face of its identities: but what an admin has decided stays. */
export function refreshed(developer: StoredDeveloper, face: Face): StoredDeveloper {
  const { nameDecided, botDecided } = developer
  const isHostBot = developer.botReason === hostBotReason
  const reason = face.botReason ?? (isHostBot ? hostBotReason : null)
  return {
    ...developer,
    ...(nameDecided ? {} : { name: face.name }),
    email: face.email,
    ...(botDecided === null ? { isBot: reason !== null, botReason: reason } : {}),
  }
}
