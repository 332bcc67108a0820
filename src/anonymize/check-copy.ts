import type pg from 'pg'
import { quotedTable, type Table } from './catalogue.js'
import { readCell } from './copy-text.js'
import { Fingerprints, fingerprint } from './fingerprints.js'
import { policy } from './policy.js'
import { readRows } from './row-stream.js'
import type { Rule } from './rules.js'
import { isOwnWord, tokensOf } from './vocabulary.js'

/** Words in a row by which a text is known: from its first that is not ours, four at most. */
const longest = 4
/** A text of less than these characters is found everywhere. */
const shortest = 3

const isTexty = (type: string) => /^(text|character|jsonb?|bytea)/.test(type)

/** What an original is looked for by; null where it says nothing of its own. */
export function markOf(text: string): number | null {
  const tokens = tokensOf(text)
  const from = tokens.findIndex((token) => !isOwnWord(token))
  if (from < 0) return null
  const told = tokens.slice(from, from + longest)
  return told.join('').length < shortest ? null : fingerprint(told.join(' '))
}

/** Whether one of the originals stands in a text, whole or by its first words, whatever the case. */
export function holdsOne(text: string, originals: Pick<Fingerprints, 'has'>): boolean {
  const tokens = tokensOf(text)
  return tokens.some((token, from) => {
    if (isOwnWord(token)) return false
    let told = ''
    for (let at = from; at < Math.min(tokens.length, from + longest); at++) {
      told += (at === from ? '' : ' ') + tokens[at]
      if (originals.has(fingerprint(told))) return true
    }
    return false
  })
}

/** A cell in its own words: an escaped line break of JSON's is none of them. */
function plain(text: string, type: string, { looksAt }: Rule): string {
  if (type === 'bytea') return text.replace(/^\\x/, '')
  const told = looksAt ? looksAt(text) : text
  return type.startsWith('json') ? told.replace(/\\[nrt"\\]/g, ' ') : told
}

async function searched(
  target: pg.Client,
  { name, columns }: Table,
  originals: Fingerprints,
): Promise<string[]> {
  const rules = policy[name]!.columns
  const texts = columns.filter(({ type }) => isTexty(type))
  if (texts.length === 0) return []
  const asked = texts.map(({ name: column }) => `"${column}"`).join(', ')
  const found = new Set<string>()
  for await (const line of readRows(target, `SELECT ${asked} FROM ${quotedTable(name)}`)) {
    for (const [at, cell] of line.split('\t').entries()) {
      const text = readCell(cell)
      const { name: column, type } = texts[at]!
      if (text === null || found.has(column)) continue
      if (holdsOne(plain(text, type, rules[column]!), originals)) found.add(column)
    }
  }
  return [...found].map((column) => `${name}.${column}`)
}

/** How much was looked for. */
export interface Checked {
  originals: number
  /** "public.commits.subject": where an original stands. Empty is as it must be. */
  found: string[]
}

/**
 * Looks for every original text in every text of the copy. What does not fit into memory is looked for
 * in several rounds.
 * @param readAll tells every original, anew each time it is called
 */
export async function checkCopy(
  target: pg.Client,
  tables: readonly Table[],
  readAll: (note: (text: string) => void) => Promise<void>,
  bound?: number,
): Promise<Checked> {
  const gather = async (round: number, rounds: number) => {
    const marks = new Fingerprints(bound)
    await readAll((text) => {
      const mark = markOf(text)
      if (mark !== null && mark % rounds === round) marks.add(mark)
    })
    return marks
  }
  const all = await gather(0, 1)
  // Counted twice where it was met twice once the set was full: rather a round too many.
  const rounds = all.isOver ? Math.ceil((all.size / (bound ?? 2 ** 22)) * 1.2) : 1
  const found = new Set<string>()
  // Nothing was written into the others; what stands there is of the copy's own first visitors.
  const written = tables.filter(({ name }) => policy[name]!.rows !== 'left out')
  for (let round = 0; round < rounds; round++) {
    const marks = rounds === 1 ? all : await gather(round, rounds)
    if (rounds > 1 && marks.isOver) throw new Error('The rounds of the check are too large.')
    for (const table of written) {
      for (const column of await searched(target, table, marks)) found.add(column)
    }
  }
  return { originals: all.size, found: [...found].sort() }
}
