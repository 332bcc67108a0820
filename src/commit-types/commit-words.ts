/**
 * What the words of a subject say, as features for `commit-type-model.ts`:
 *   w:fix    a word, by its stem          w:fix_crash   two words side by side
 *   1:fix    the first word               1:fix_crash   the first two
 *   s:…      how long the subject is; whether it quotes code, names a version or a call
 * Words are runs of letters in lower case, without accents; a number counts as `#`. The stem leaves
 * out the endings of English verbs and plurals, so that add, adds, added and adding are one.
 * Subjects in Spanish are put into English words first (`spanish-words.ts`).
 * Reads 200 characters and 30 words. Leaves out the text below the subject: on repositories left
 * out it made the model no better.
 */
import { bareSubject } from './commit-subject.js'
import { isSpanish, toEnglish } from './spanish-words.js'

const subjectLimit = 200
const wordLimit = 30

const word = /[\p{L}\p{N}_]+(?:['’]\p{L}+)?/gu
const beyondAscii = /[^\x00-\x7f]/
const accents = /\p{M}+/gu
const digit = /^\p{N}/u
/** What code hosts put behind the title of a squashed pull request. */
const pullNumber = /\s*\(#\d{1,9}\)$/

/** Takes a feature: what it is about, and what it says. */
export type AddFeature = (family: string, name: string) => void

/** The words of a text: lower case, no accents, each number a `#`. */
export function wordsOf(text: string): string[] {
  const bounded = text.slice(0, subjectLimit)
  const plain = beyondAscii.test(bounded) ? bounded.normalize('NFD').replace(accents, '') : bounded
  const words = plain.toLowerCase().match(word) ?? []
  if (words.length > wordLimit) words.length = wordLimit
  return words.map((one) => (digit.test(one) ? '#' : one.replace(/['’]/, '')))
}

/** A word without -ies, -ing, -ed, -es, -s, -ly, -e; a double consonant at the end made single. */
export function stemOf(word: string): string {
  if (word.length < 3) return word
  let stem = word
  if (stem.endsWith('ies') || stem.endsWith('ied')) stem = stem.slice(0, -2)
  else if (stem.endsWith('ing') && stem.length > 4) stem = stem.slice(0, -3)
  else if (stem.endsWith('ed') && stem.length > 3) stem = stem.slice(0, -2)
  else if (stem.endsWith('es')) stem = stem.slice(0, -2)
  else if (stem.endsWith('s') && !stem.endsWith('ss')) stem = stem.slice(0, -1)
  else if (stem.endsWith('ly') && stem.length > 5) stem = stem.slice(0, -2)
  if (stem.endsWith('e')) stem = stem.slice(0, -1)
  else if (stem.endsWith('y')) stem = `${stem.slice(0, -1)}i`
  return stem.length > 2 && stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem
}

/** Words that people put together, in the word the model was taught. */
function usual(word: string): string {
  return /^(?:bug|hot|quick)fix(?:e[sd])?$/.test(word) ? 'fix' : word
}

/** Adds the features of a subject; gives back the stems of its words. */
export function addWords(subject: string, add: AddFeature): string[] {
  const bare = bareSubject(subject.slice(0, subjectLimit).trimEnd().replace(pullNumber, ''))
  const spoken = wordsOf(bare)
  const words = (isSpanish(spoken) ? toEnglish(spoken) : spoken).map(usual)
  const stems = words.map(stemOf)
  addShape(bare, stems.length, add)
  let before = ''
  for (const stem of stems) {
    add('w', stem)
    if (before) add('w', `${before}_${stem}`)
    before = stem
  }
  if (stems[0]) add('1', stems[0])
  if (stems[1]) add('1', `${stems[0]}_${stems[1]}`)
  return stems
}

function addShape(subject: string, words: number, add: AddFeature): void {
  add('s', words < 3 ? 'few' : words < 6 ? 'some' : words < 10 ? 'many' : 'lots')
  if (subject.includes('`')) add('s', 'code')
  if (/\d\.\d/.test(subject)) add('s', 'version')
  if (subject.includes('"') || subject.includes("'")) add('s', 'quotes')
  if (subject.includes('()')) add('s', 'call')
}
