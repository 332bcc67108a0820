/** Days and minutes at work, by somebody's own wall clock. */
export const minuteMs = 60_000
export const dayMs = 86_400_000

/** Days on which everybody rests, and those of a country, as month-day. */
const everywhere = new Set(['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'])
const byZone: Record<string, Set<string>> = {
  'Europe/Lisbon': new Set(['04-25', '06-10', '08-15', '12-01', '12-08']),
  'Europe/Berlin': new Set(['10-03', '01-06']),
  'Europe/Istanbul': new Set(['04-23', '08-30', '10-29']),
  'America/New_York': new Set(['07-04', '06-19', '11-26', '11-27']),
  'America/Sao_Paulo': new Set(['04-21', '09-07', '10-12', '11-15']),
  'Asia/Kolkata': new Set(['01-26', '08-15', '10-02']),
  'Africa/Nairobi': new Set(['06-01', '10-20', '12-12']),
}

/** Between the years most of the company is away. */
const isQuiet = (monthDay: string) => monthDay >= '12-24' || monthDay <= '01-02'

/** First and last day somebody is away, as days since 1970. */
export type Absence = readonly [from: number, to: number]

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** Minutes that a zone is ahead of UTC around noon of a day. */
function offsetOn(zone: string, day: number): number {
  const key = `${zone} ${day}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, format)
  const told = format.formatToParts(day * dayMs + dayMs / 2).find((p) => p.type === 'timeZoneName')
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(told?.value ?? '') ?? []
  const offset = hours ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1) : 0
  offsets.set(key, offset)
  return offset
}

/** When somebody works: weekdays, their own hours, neither holidays nor absences. */
export class WorkClock {
  constructor(
    readonly zone: string,
    private readonly begins: number,
    private readonly ends: number,
    private readonly away: readonly Absence[],
  ) {}

  offsetMinutes(instant: number): number {
    return offsetOn(this.zone, Math.floor(instant / dayMs))
  }

  isAtWork(day: number): boolean {
    const date = new Date(day * dayMs)
    const monthDay = date.toISOString().slice(5, 10)
    if (date.getUTCDay() % 6 === 0 || everywhere.has(monthDay) || isQuiet(monthDay)) return false
    if (byZone[this.zone]?.has(monthDay)) return false
    return !this.away.some(([from, to]) => day >= from && day <= to)
  }

  isAway(instant: number): boolean {
    const day = Math.floor(instant / dayMs)
    return this.away.some(([from, to]) => day >= from && day <= to)
  }

  /** The instant at which so many minutes of work have passed. */
  after(instant: number, minutes: number): number {
    const local = instant + this.offsetMinutes(instant) * minuteMs
    let day = Math.floor(local / dayMs)
    let at = Math.max(this.begins, (local - day * dayMs) / minuteMs)
    let left = minutes
    for (;;) {
      if (this.isAtWork(day) && at < this.ends) {
        if (left <= this.ends - at) break
        left -= this.ends - at
      }
      day++
      at = this.begins
    }
    return Math.floor(day * dayMs + (at + left - offsetOn(this.zone, day)) * minuteMs)
  }
}
