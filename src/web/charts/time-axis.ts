import { formatDay } from '../formatting.js'
import { percent } from './axis.js'

export interface TimeTick {
  at: string
  text: string
  /** alt: left out on narrow screens. first, last: kept inside the plot's edge. */
  kind: '' | 'alt' | 'first' | 'last'
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const monthOf = (day: string) => Number(day.slice(5, 7)) - 1
const yearOf = (day: string) => Number(day.slice(0, 4))

/** Days up to 8 weeks, months up to 15, quarters up to 4 years, then years. */
function textAt(days: string[], index: number): string | null {
  const day = days[index] ?? ''
  if (days.length <= 8) return formatDay(day)
  const before = days[index - 1]
  if (before === undefined || before.slice(0, 7) === day.slice(0, 7)) return null
  const span = (Date.parse(days.at(-1) ?? day) - Date.parse(days[0] ?? day)) / 86_400_000
  if (span > 4 * 366) return yearOf(before) === yearOf(day) ? null : String(yearOf(day))
  const month = monthOf(day)
  if (span <= 460) return months[month] ?? null
  const crossed = Math.floor(monthOf(before) / 3) !== Math.floor(month / 3)
  if (!crossed && yearOf(before) === yearOf(day)) return null
  return month < 3 ? String(yearOf(day)) : (months[month] ?? null)
}

/** Labels under a chart whose columns begin at the given days, `at` percent from the left. */
export function timeAxis(days: string[], at: (index: number) => number): TimeTick[] {
  const found = days
    .map((_, index) => ({ x: at(index), text: textAt(days, index) }))
    .filter((tick): tick is { x: number; text: string } => tick.text !== null)
  const isShort = days.length <= 8
  const inside = found.filter(({ x }) => isShort || (x > 1.5 && x < 98.5))
  // Labels closer than 5.5 % of the width would touch: keep every second, third …
  const nearest = Math.min(100, ...inside.slice(1).map(({ x }, i) => x - (inside[i]?.x ?? 0)))
  const every = isShort ? 1 : Math.max(1, Math.ceil(5.5 / Math.max(nearest, 0.1)))
  const shown = inside.filter((_, i) => i % every === 0)
  return shown.map(({ x, text }, i) => {
    const kind = x < 1.5 ? 'first' : x > 98.5 ? 'last' : i % 2 === 1 ? 'alt' : ''
    return { at: percent(x), text, kind }
  })
}
