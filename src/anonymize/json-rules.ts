import type { Kind, Pseudonyms } from './pseudonyms.js'
import type { Rule } from './rules.js'
import { ownWords } from './vocabulary.js'

// JSON's own.
ownWords(['true', 'false', 'null'])

/** What happens to a value within JSON; undefined leaves it out. */
export type JsonRule = (value: unknown, to: Pseudonyms) => unknown

/** Numbers and marks; nothing that has letters. */
export const figure: JsonRule = (value) =>
  typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined

/** An instant or a day as text, earlier by the company's weeks. */
export const instant: JsonRule = (value, to) => {
  if (value === null) return null
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return undefined
  at.setUTCDate(at.getUTCDate() - to.weeks * 7)
  return value.length === 10 ? at.toISOString().slice(0, 10) : at.toISOString()
}

/** A text that becomes a pseudonym. */
export const text =
  (kind: Kind): JsonRule =>
  (value, to) =>
    typeof value === 'string' ? to[kind](value) : value === null ? null : undefined

/** Words of the product's own; any other is left out. */
export function oneOf(words: Iterable<string>): JsonRule {
  const list = new Set(words)
  ownWords(list)
  return (value) => (typeof value !== 'string' || list.has(value) ? value : undefined)
}

/** Texts of a form that only the product's own have, beside numbers and marks. */
export const termOf =
  (form: RegExp): JsonRule =>
  (value) =>
    typeof value === 'string' ? (form.test(value) ? value : undefined) : figure(value, noWeeks)

const noWeeks = { weeks: 0 } as Pseudonyms

/** A list, each of it by the same rule. */
export const eachOf =
  (rule: JsonRule): JsonRule =>
  (value, to) =>
    Array.isArray(value)
      ? value.map((one) => rule(one, to)).filter((one) => one !== undefined)
      : undefined

/** An object key by key: what has no rule is left out. */
export function record(rules: Record<string, JsonRule>): JsonRule {
  ownWords(Object.keys(rules))
  return (value, to) => {
    if (value === null) return null
    if (typeof value !== 'object') return undefined
    const kept = Object.entries(value).flatMap(([key, one]) => {
      const made = Object.hasOwn(rules, key) ? rules[key]!(one, to) : undefined
      return made === undefined ? [] : [[key, made]]
    })
    return Object.fromEntries(kept)
  }
}

/** Numbers by words of the product's own: {"merge": 12}. */
export const tally: JsonRule = (value) => {
  if (typeof value !== 'object' || value === null) return {}
  const told = Object.entries(value).filter(
    ([key, one]) => /^[a-z_-]+$/i.test(key) && typeof one === 'number',
  )
  return Object.fromEntries(told)
}

/** A JSON column by the rule of what stands in it. */
export const json = (rule: JsonRule): Rule => ({
  put: (whole, to) => {
    const made = rule(JSON.parse(whole), to)
    return made === undefined ? null : JSON.stringify(made)
  },
})

/** A column of such numbers: the check has no word of a company's to look for in it. */
export const counts: Rule = { ...json(tally), looksAt: () => '' }
