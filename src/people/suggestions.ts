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
import { identityKey, readNoReply } from './identity-key.js'
import { isGenericName, nameWords } from './name-words.js'

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

const publicDomains = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com
  me.com mac.com aol.com gmx.com gmx.net gmx.de web.de mail.com mail.ru yandex.ru yandex.com bk.ru
  inbox.ru list.ru qq.com 163.com 126.com sina.com foxmail.com aliyun.com naver.com daum.net hanmail.net
  proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com fastmail.fm hey.com zoho.com
  posteo.de posteo.net mailbox.org t-online.de freenet.de orange.fr free.fr laposte.net wanadoo.fr
  libero.it hotmail.fr hotmail.co.uk yahoo.co.uk yahoo.fr yahoo.de yahoo.co.jp yahoo.com.br
  outlook.es hotmail.es riseup.net disroot.org duck.com comcast.net verizon.net att.net btinternet.com
  seznam.cz wp.pl o2.pl onet.pl interia.pl uol.com.br terra.com.br rediffmail.com`.split(/\s+/),
)

interface Face {
  id: bigint
  words: string[]
  /** Its words in one order, or null for one word and for a generic name. */
  name: string | null
  domain: string | null
  isHidden: boolean
  /** Letters of the local part or login, where it names the person. */
  local: string | null
  address: string
}

function faceOf(id: bigint, { name, email }: { name: string; email: string }): Face {
  const words = nameWords(name)
  const noReply = readNoReply(email)
  const known = identityKey(email) !== null
  const [said = '', domain = ''] = email.trim().toLowerCase().split('@')
  const local = (noReply?.login ?? said.replace(/\+.*$/, '')).replace(/[^\p{L}]/gu, '')
  return {
    ...{ id, words, isHidden: noReply !== null, address: email.trim().toLowerCase() },
    name: words.length > 1 && !isGenericName(name) ? words.toSorted().join(' ') : null,
    domain: known && !noReply ? domain : null,
    local: known && local.length > 3 ? local : null,
  }
}

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
  const faces = people.flatMap(({ id, identities }) => identities.map((one) => faceOf(id, one)))
  const found = new Map<string, Suggestion>()
  for (const alike of [...groups(faces, 'name'), ...groups(faces, 'local')]) {
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

function groups(faces: Face[], by: 'name' | 'local'): Face[][] {
  const groups = new Map<string, Face[]>()
  for (const face of faces) {
    const key = face[by]
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(face)
    else groups.set(key, [face])
  }
  return [...groups.values()].filter(({ length }) => length > 1 && length <= mostAlike)
}
