import { formatDay } from '../formatting.js'

export type Grain = 'week' | 'month' | 'quarter' | 'year'

export interface Buckets {
  grain: Grain
  /** The first week's Monday of each bucket. */
  days: string[]
  labels: string[]
  /** Which bucket a week falls into. */
  indexOf: number[]
}

/** Bars thinner than two years of weeks cannot be told apart. */
const most = 106

const monthName = new Intl.DateTimeFormat('en-GB', {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

function nameOf(grain: Grain, week: string, spansYears: boolean): string {
  const [year = '', month = ''] = week.split('-')
  if (grain === 'year') return year
  if (grain === 'quarter') return `Q${Math.ceil(Number(month) / 3)} ${year}`
  if (grain === 'month') return monthName.format(new Date(`${week}T00:00:00Z`))
  return formatDay(week, spansYears)
}

/**
 * Weeks gathered into the finest stretch of time that a bar chart can show. A week belongs to the
 * month, quarter or year of its Monday.
 */
export function bucketWeeks(weeks: string[]): Buckets {
  const spansYears = weeks.length > 53
  for (const grain of ['week', 'month', 'quarter', 'year'] as const) {
    const days: string[] = []
    const labels: string[] = []
    const indexOf = weeks.map((week) => {
      const label = nameOf(grain, week, spansYears)
      if (labels.at(-1) !== label) {
        labels.push(label)
        days.push(week)
      }
      return labels.length - 1
    })
    if (labels.length <= most || grain === 'year') return { grain, days, labels, indexOf }
  }
  throw new Error('A year is the coarsest grain.')
}
