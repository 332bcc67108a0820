/** Numbers, changes and instants as a reader meets them. Pure; the caller brings zone and now. */

/** Thin and unbreakable, so that a number never falls apart at a line's end. */
const thin = '\u202f'
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** 1234567 → "1 234 567"; with digits after the point: (7.125, 1) → "7.1". */
export function formatNumber(value: number, digits = 0): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thin)
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && Number(value.toFixed(digits)) !== 0 ? `−${text}` : text
}

function shorten(value: number, unit: number, letter: string): string {
  const scaled = value / unit
  const text = Math.abs(scaled) < 10 ? scaled.toFixed(1).replace(/\.0$/, '') : scaled.toFixed(0)
  return `${text.replace('-', '−')}${letter}`
}

/** For axes and tight places: 950 → "950", 1500 → "1.5k", 2400000 → "2.4M". */
export function formatCompact(value: number): string {
  const size = Math.abs(value)
  if (size >= 999_500_000) return shorten(value, 1_000_000_000, 'B')
  if (size >= 999_500) return shorten(value, 1_000_000, 'M')
  if (size >= 1000) return shorten(value, 1000, 'k')
  return formatNumber(value, Number.isInteger(value) ? 0 : 1)
}

/** A tile is narrow: whole numbers to five figures, then three figures that count. */
export function formatTileValue(value: number, unit: string): string {
  const size = Math.abs(value)
  if (unit === 'h') return formatHours(value).value
  if (unit.startsWith('per ')) return formatNumber(value, size < 9.95 ? 1 : 0)
  if (size < 99_999.5) return formatNumber(value)
  if (size < 999_500) return `${formatNumber(value / 1000)}k`
  const [scale, letter] = size < 999_500_000 ? [1_000_000, 'M'] : [1_000_000_000, 'B']
  const scaled = size / scale
  return `${formatNumber(value / scale, scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0)}${letter}`
}

/** A share from 0 to 1: 0.404 → "40%"; what is there but rounds to nothing is "<1%". */
export function formatShare(share: number): string {
  const percent = Math.round(share * 100)
  if (percent === 0 && share > 0) return '<1%'
  if (percent === 100 && share < 1) return '>99%'
  return `${percent}%`
}

/** (1, "commit") → "1 commit", (1200, "commit") → "1 200 commits". */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)}\u00a0${count === 1 ? noun : plural}`
}

export interface DeltaWords {
  icon: 'arrow-up-right' | 'arrow-down-right' | 'minus'
  tone: 'good' | 'bad' | ''
  text: string
}

interface Change {
  kind: 'percent' | 'points' | 'difference'
  value: number
  good: boolean | null
}

/** Changes that no reader should act on: within 3 %, half a point, or what rounds to nothing. */
const calm = { percent: 3, points: 0.5, difference: 0.05 }

function changeWords({ kind, value }: Change, more: string, less: string): string {
  const size = Math.abs(value)
  if (kind === 'points')
    return `${formatCount(Math.round(size), 'point')} ${value > 0 ? 'up' : 'down'}`
  if (kind === 'difference') {
    const digits = Number.isInteger(size) || size >= 10 ? 0 : 1
    return `${formatNumber(size, digits)} ${value > 0 ? more : less}`
  }
  // From six-fold on, a percentage is harder to read than a multiple.
  if (value >= 500) return `${formatNumber(value / 100 + 1)} times as many`
  return `${formatNumber(Math.round(size))}% ${value > 0 ? more : less}`
}

/** The arrow tells the direction, the tone whether it is good, the words say both. */
export function formatDelta(change: Change, more = 'more', less = 'fewer'): DeltaWords {
  if (Math.abs(change.value) < calm[change.kind])
    return { icon: 'minus', tone: '', text: 'no change' }
  return {
    icon: change.value > 0 ? 'arrow-up-right' : 'arrow-down-right',
    tone: change.good === null ? '' : change.good ? 'good' : 'bad',
    text: changeWords(change, more, less),
  }
}

/** Under 1 min in s, under 1 h in min, under 48 h in h with one decimal, then days. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < minute) return `${Math.max(1, Math.round(milliseconds / 1000))}\u00a0s`
  if (milliseconds < hour) return `${Math.round(milliseconds / minute)}\u00a0min`
  if (milliseconds < 2 * day) return `${(milliseconds / hour).toFixed(1)}\u00a0h`
  return formatCount(Math.round(milliseconds / day), 'day')
}

/** Hours in the unit they read best in: under 1 h minutes, under 48 h hours, then days. */
export function formatHours(hours: number): { value: string; unit: 'min' | 'h' | 'days' } {
  if (hours < 1) return { value: formatNumber(Math.round(hours * 60)), unit: 'min' }
  if (hours < 48) return { value: formatNumber(hours, 1), unit: 'h' }
  return { value: formatNumber(hours / 24, 1), unit: 'days' }
}

/** "17.6 h" */
export function spellHours(hours: number): string {
  const { value, unit } = formatHours(hours)
  return `${value}\u00a0${unit}`
}

/** One formatter a zone and shape: making one costs more than formatting a hundred dates. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.keys(options)}`
  const made = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
  formatters.set(key, made)
  return made
}

/** "14 Nov 2026" */
export function formatDate(instant: Date, timeZone: string): string {
  return formatter(timeZone, { day: 'numeric', month: 'short', year: 'numeric' }).format(instant)
}

/** "14 Nov 2026, 10:42" */
export function formatInstant(instant: Date, timeZone: string): string {
  const time = formatter(timeZone, { hour: '2-digit', minute: '2-digit' }).format(instant)
  return `${formatDate(instant, timeZone)}, ${time}`
}

/** A calendar day as it stands: "2026-05-04" → "4 May", with its year where asked. */
export function formatDay(isoDay: string, withYear = false): string {
  const instant = new Date(`${isoDay}T00:00:00Z`)
  if (withYear) return formatDate(instant, 'UTC')
  return formatter('UTC', { day: 'numeric', month: 'short' }).format(instant)
}

/** "12 min ago", "3 h ago", "5 days ago"; from two weeks on the date. */
export function formatAgo(instant: Date, now: Date, timeZone: string): string {
  const age = now.getTime() - instant.getTime()
  if (age < minute) return 'just now'
  if (age < hour) return `${Math.floor(age / minute)}\u00a0min ago`
  if (age < 2 * day) return `${Math.floor(age / hour)}\u00a0h ago`
  if (age < 14 * day) return `${Math.floor(age / day)}\u00a0days ago`
  return formatDate(instant, timeZone)
}

/** The address of a page's file with the name of one of its tables. */
export const withTable = (href: string, table: string) =>
  `${href}${href.includes('?') ? '&' : '?'}table=${table}`
