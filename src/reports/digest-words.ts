import { spell } from '../signals/words.js'
import { amount } from './amount.js'
import type { Digest } from './digest.js'
import type { Tile, WeeklyLine } from './overview-types.js'

/** A Monday mail as it is printed: sentences, numbers with their units, and bars in percent. */
export interface DigestWords {
  /** The verdict as one line, for the subject. */
  subject: string
  numbers: {
    label: string
    value: string
    change: string
    tone: 'good' | 'bad' | ''
    href: string
  }[]
  /** One metric by week, whole weeks only, the newest last. */
  weeks: { title: string; rows: { week: string; value: string; width: number; href: string }[] }
}

/** A mail is read within a week or two: more weeks than this are for the page. */
const mostWeeks = 6
/** Longer subjects are cut off by every program that shows them. */
const longestSubject = 200

const day = new Intl.DateTimeFormat('en-GB', {
  ...({ day: 'numeric', month: 'short', timeZone: 'UTC' } as const),
})

function valueWords(value: number | null, unit: Tile['unit']): string {
  if (value === null) return '–'
  if (unit === 'h') return spell(value * 3600)
  if (unit === '') return amount(value)
  return unit === '%' ? `${Math.round(value)}%` : `${value.toFixed(1)} ${unit}`
}

function changeWords({ delta, words }: Tile): string {
  if (!delta) return 'nothing to compare with'
  if (delta.value === 0) return 'no change'
  const which = delta.value > 0 ? words.more : words.less
  const size = Math.abs(delta.value)
  if (delta.kind === 'points')
    return `${Math.round(size)} points ${delta.value > 0 ? 'up' : 'down'}`
  return delta.kind === 'percent'
    ? `${amount(Math.round(size))}% ${which}`
    : `${size.toFixed(Number.isInteger(size) ? 0 : 1)} ${which}`
}

const toneOf = ({ delta }: Tile) =>
  delta === null || delta.good === null ? '' : delta.good ? 'good' : 'bad'

function weekRows(line: WeeklyLine, overviewHref: string): DigestWords['weeks']['rows'] {
  const whole = line.lastWeekUnfinished ? line.weeks.length - 1 : line.weeks.length
  const first = Math.max(0, whole - mostWeeks)
  const values = line.values.slice(first, whole)
  const largest = Math.max(...values.map((value) => value ?? 0), 0)
  return values.map((value, at) => ({
    week: day.format(new Date(line.weeks[first + at]!)),
    value: valueWords(value, line.unit),
    width: value === null || largest === 0 ? 0 : Math.max(1, Math.round((100 * value) / largest)),
    href: line.weekHrefs[first + at] ?? overviewHref,
  }))
}

/** What a digest says, in words. */
export function digestWords({ verdict, tiles, line, overviewHref }: Digest): DigestWords {
  const sentence = verdict.map(({ text }) => text).join('')
  // What somebody typed may stand in it, a repository's name: no control character goes into a header.
  const subject = sentence.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return {
    subject: subject.length > longestSubject ? `${subject.slice(0, longestSubject - 1)}…` : subject,
    numbers: tiles.map((tile) => ({
      ...{ label: tile.label, value: valueWords(tile.value, tile.unit), href: tile.href },
      ...{ change: changeWords(tile), tone: toneOf(tile) },
    })),
    weeks: { title: line.title, rows: weekRows(line, overviewHref) },
  }
}
