/** A stretch of local days, both ends included, as ISO dates in the company's time zone. */
export interface Days {
  from: string
  to: string
}

export interface Period extends Days {
  /** As it stands in the URL: `30d`, `90d`, `12m`, or `2026-01-01..2026-03-31`. */
  key: string
  /** The stretch of the same length right before it. */
  before: Days
  /** Mondays of the weeks it touches. */
  weeks: string[]
  /** Today lies in it: its last week is still running. */
  isRunning: boolean
  /** Those of its days that are over; null where none is. */
  finished: Days | null
}

/** The presets, longest last. */
export const presets = [
  { key: '30d', label: '30 days' },
  { key: '90d', label: '90 days' },
  { key: '12m', label: '12 months' },
] as const

/**
 * What is shown to whoever chose nothing: long enough for medians, short enough that what a company
 * reads at first, twelve months, holds the stretch before it to compare with.
 */
export const defaultPeriod = '90d'

const day = 86_400_000
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 10)
const at = (date: string) => Date.parse(`${date}T00:00:00Z`)

/** A date moved by a number of days. */
export const shifted = (date: string, days: number) => iso(at(date) + days * day)

/** A date as days since 1970 began: what a query tells in place of a text, and {@link dateOf} reads. */
export const dayInSql = (date: string) => `(${date} - date '1970-01-01')`

/** The date of so many days since 1970 began. */
export const dateOf = (days: number) => iso(days * day)

/** The Monday of a date's week. */
export const mondayOf = (date: string) => shifted(date, -((new Date(at(date)).getUTCDay() + 6) % 7))

const zones = new Map<string, Intl.DateTimeFormat>()

/** The date it is at an instant in a time zone. */
export function localDate(instant: Date, timeZone: string): string {
  const known = zones.get(timeZone)
  // The Swedish way of writing a date is ISO's.
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  zones.set(timeZone, format)
  return format.format(instant)
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text)) && iso(at(text)) === text
}

function monthsBefore(date: string, months: number): string {
  const start = new Date(at(date))
  const wanted = (start.getUTCMonth() - months + 1200) % 12
  start.setUTCMonth(start.getUTCMonth() - months)
  // 31 March less one month is not 3 March: hold to the month's last day.
  if (start.getUTCMonth() !== wanted) start.setUTCDate(0)
  return iso(start.getTime())
}

/** The same date one year earlier; 28 February for the 29th. */
export const yearBefore = (date: string) => monthsBefore(date, 12)

function preset(key: string, today: string): Days | null {
  if (key === '30d' || key === '90d')
    return { from: shifted(today, 1 - Number.parseInt(key, 10)), to: today }
  return key === '12m' ? { from: shifted(monthsBefore(today, 12), 1), to: today } : null
}

/** The longest custom period, in days: charts stay readable and queries bounded. */
const longest = 3660

function custom(key: string): Days | null {
  const [from = '', to = '', ...rest] = key.split('..')
  if (rest.length > 0 || !isDate(from) || !isDate(to) || to < from) return null
  return (at(to) - at(from)) / day < longest && from >= '1970-01-01' ? { from, to } : null
}

/**
 * Reads a period from the URL.
 * @returns null when it is not one
 */
export function readPeriod(key: string, timeZone: string, now: Date): Period | null {
  const today = localDate(now, timeZone)
  const days = preset(key, today) ?? custom(key)
  if (!days) return null
  const length = (at(days.to) - at(days.from)) / day + 1
  const before = { from: shifted(days.from, -length), to: shifted(days.from, -1) }
  const weeks: string[] = []
  for (let week = mondayOf(days.from); week <= days.to; week = shifted(week, 7)) weeks.push(week)
  const last = today <= days.to ? shifted(today, -1) : days.to
  const finished = days.from <= last ? { from: days.from, to: last } : null
  const isRunning = days.from <= today && today <= days.to
  return { key, ...days, before, weeks, isRunning, finished }
}
