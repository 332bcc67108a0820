/**
 * Spanish subjects in the English words the model was taught: "corrige", "corregido" and
 * "corrección" are fix. Words come in lower case without accents (`commit-words.ts`). A subject is
 * Spanish when its small words and first verb say so more than English ones do; then words that are
 * in no list here are left out, because as English they would mean something else ("once", "red").
 */
import {
  loans,
  nouns,
  smallEnglish,
  smallSpanish,
  verbsInAr,
  verbsInErIr,
} from './spanish-lexicon.js'

const endingsInAr =
  'a ar an as o amos aron aba aban ando ado ada ados adas ara aran arse arlo arla arlos arlas acion aciones amiento amientos'
const endingsInErIr =
  'e er ir en es o emos imos io ieron iendo ido ida idos idas era ira erlo irlo erla irla erse irse'

function pairs(list: string): [spanish: string, english: string][] {
  return list
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string])
}

function inflected(verbs: string, endings: string): [string, string][] {
  return pairs(verbs).flatMap(([stem, english]) =>
    endings.split(' ').map((ending): [string, string] => [stem + ending, english]),
  )
}

const lexicon = new Map([
  ...inflected(verbsInAr, endingsInAr),
  ...inflected(verbsInErIr, endingsInErIr),
  ...pairs(nouns),
])
const spanish = new Set(smallSpanish.trim().split(/\s+/))
const english = new Set(smallEnglish.trim().split(/\s+/))
const international = new Set(loans.trim().split(/\s+/))

/** The English words that Spanish subjects can become. */
export const englishOfSpanish: ReadonlySet<string> = new Set([
  ...lexicon.values(),
  ...international,
])

/** Whether words are Spanish rather than English. */
export function isSpanish(words: string[]): boolean {
  let score = 0
  let signs = 0
  words.forEach((word, index) => {
    if (english.has(word)) score--
    if (!spanish.has(word) && (!lexicon.has(word) || international.has(word))) return
    // One small word alone may be a name: "add en locale". A verb at the head is none.
    signs += index === 0 && lexicon.has(word) ? 2 : 1
    score += spanish.has(word) || index === 0 ? 1 : 0.5
  })
  return score >= 1 && signs >= 2
}

/** The English of Spanish words, in their order; what has none is left out. */
export function toEnglish(words: string[]): string[] {
  const translated: string[] = []
  for (const word of words) {
    const known = lexicon.get(word) ?? (international.has(word) || word === '#' ? word : null)
    if (known !== null && known !== translated.at(-1)) translated.push(known)
  }
  return translated
}
