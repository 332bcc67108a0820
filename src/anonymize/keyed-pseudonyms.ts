import { createHmac, randomBytes } from 'node:crypto'
import { branchOf, hashOf, urlOf } from './addresses.js'
import { foldersOf, pathOf, patternOf } from './path-words.js'
import { emailOf, givenTitle, personName, slugsOf } from './person-words.js'
import { proseOf } from './prose.js'
import type { Draw, Pseudonyms } from './pseudonyms.js'

/** A run's key: nobody else has it, and nothing does once the run is over. */
export const newKey = (): Buffer => randomBytes(32)

/** What a run has for itself: its key, and the hash of the copy's password. */
export interface RunSecrets {
  key: Buffer
  password: string
}

/** Texts whose digests are remembered: people, folders and hashes come again and again. */
const remembered = { texts: 20_000, longest: 120 }

/** Everything happened one to so many weeks earlier. */
const mostWeeks = 8

/**
 * A company's pseudonyms: each follows from the run's key, the company and the text alone, so that
 * nothing needs to be remembered, the same text is the same everywhere in the company, and neither
 * another company nor another run has it.
 */
export function keyedPseudonyms({ key, password }: RunSecrets, companyId: string): Pseudonyms {
  const known = new Map<string, Buffer>()
  const draw: Draw = (what, text) => {
    const asked = `${companyId}\0${what}\0${text}`
    const found = known.get(asked)
    if (found) return found
    const digest = createHmac('sha256', key).update(asked).digest()
    if (known.size >= remembered.texts) known.clear()
    if (asked.length <= remembered.longest) known.set(asked, digest)
    return digest
  }
  const by = (of: (text: string, draw: Draw) => string) => (text: string) => of(text, draw)
  return {
    ...{ name: by(personName), title: by(givenTitle), email: by(emailOf) },
    ...{ slug: by(slugsOf), branch: by(branchOf), url: by(urlOf), path: by(pathOf) },
    ...{ folder: by(foldersOf), pattern: by(patternOf), prose: by(proseOf) },
    ...{ hash: by(hashOf), secret: () => null },
    // 15 digits, which no id of a host's has to look like.
    id: (text) => String(draw('id', text).readBigUInt64BE() % 10n ** 15n),
    password,
    weeks: 1 + (draw('weeks', '').readUInt32BE() % mostWeeks),
  }
}
