import { digestOf } from '../database/digest.js'
import type { Kind, Pseudonyms } from './pseudonyms.js'
import { ownWords } from './vocabulary.js'

/** What happens to a column on its way into the copy. */
export interface Rule {
  /** Read instead of the column itself; `column` is its quoted name, `weeks` how many it is earlier. */
  select?: (column: string, weeks: number) => string
  /** What becomes of its text. Never asked about null. */
  put?: (text: string, to: Pseudonyms) => string | null
  /** Worked out from what the columns of these names have become. */
  from?: { columns: readonly string[]; make: (...texts: string[]) => string }
  /** What of its text in the copy is looked at by the check: less what is the product's own. */
  looksAt?: (text: string) => string
  /** Of its text another column tells as well: the check need not look at it once more. */
  isToldElsewhere?: boolean
  /** Not written: what the table gives a new row stands there. */
  isLeftOut?: boolean
}

/** A table: a rule for every column, and whether its rows are copied at all. */
export interface TableRule {
  columns: Record<string, Rule>
  /** "copied"; "left out" with all its rows; "rebuilt" by a file of its own (audit-copy.ts). */
  rows: 'copied' | 'left out' | 'rebuilt'
  /** Of the copied ones only these: SQL over its columns. */
  only?: string
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Numbers, marks, ids and what PostgreSQL itself holds to a list: the same in the copy. */
export const keep: Rule = {}

/** Not in the copy: null, or what a new row has. */
export const drop: Rule = { isLeftOut: true }

/** Not in the copy, and looked for in it by the check at the end. */
export const secret: Rule = { isLeftOut: true, put: (text, to) => to.secret(text) }

/** An instant or a day, earlier by the company's whole weeks: hours and weekdays stay. */
export const shift: Rule = {
  select: (column, weeks) => `(${column} - make_interval(days => ${weeks * 7}))`,
}
export const shiftDay: Rule = { select: (column, weeks) => `(${column} - ${weeks * 7})` }

/** What SQL makes of it. */
export const select = (sql: string): Rule => ({ select: () => sql })

/** The same sentence wherever something stands. */
export const sentence = (text: string): Rule => {
  ownWords([text])
  return { select: (column) => `CASE WHEN ${column} IS NOT NULL THEN ${quoted(text)} END` }
}

/** A pseudonym, as what the text is. */
export const pseudonym = (kind: Kind): Rule => ({ put: (text, to) => to[kind](text) })

/** Words of the product's own: kept where they are on the list, otherwise what `other` says. */
export function known(words: Iterable<string>, other: string | null = null): Rule {
  const list = new Set(words)
  ownWords([...list, other ?? ''])
  return { put: (text) => (list.has(text) ? text : other) }
}

/** The same for words that have a form instead of a list. */
export function shaped(form: RegExp, other: string | null): Rule {
  ownWords([other ?? ''])
  return { put: (text) => (form.test(text) ? text : other), looksAt: () => '' }
}

/** A commit's hash where it is at home, and where it points at one. */
export const hash: Rule = { put: (text, to) => `\\x${to.hash(text.slice(2))}` }
export const hashAgain: Rule = { ...hash, isToldElsewhere: true }

/** A password: everybody has the copy's, which is random letters. */
export const password: Rule = {
  looksAt: () => '',
  put: (text, to) => {
    to.secret(text)
    return to.password
  },
}

/** A list of texts. */
export const list = (kind: Kind): Rule => ({
  select: (column) => `to_jsonb(${column})::text`,
  put: (text, to) => {
    const parts = (JSON.parse(text) as string[]).map((part) => to[kind](part))
    return `{${parts.map((part) => `"${part.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
  },
})

/** The digest of other columns, as the product makes it. */
export const digestFrom = (...columns: string[]): Rule => ({
  from: { columns, make: (...texts) => `\\x${digestOf(...texts).toString('hex')}` },
})

/** The same rule for all of these columns. */
export const each = (rule: Rule, names: string): Record<string, Rule> =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  )

export const copied = (columns: Record<string, Rule>, only?: string): TableRule => ({
  ...{ columns, rows: 'copied' },
  ...(only ? { only } : {}),
})

/** A table of which no row is copied. What it says of people and secrets is looked for all the same. */
export const leftOut = (columns: Record<string, Rule>): TableRule => ({ columns, rows: 'left out' })

export const rebuilt = (columns: Record<string, Rule>): TableRule => ({ columns, rows: 'rebuilt' })
