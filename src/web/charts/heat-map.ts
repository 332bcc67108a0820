import { formatShare } from '../formatting.js'
import { percent } from './axis.js'

export interface HeatCell {
  x: string
  y: string
  /** 0: nothing, 1 to 5: the fifth of the busy hours that this one falls into. */
  step: number
}

export interface HeatMap {
  cells: HeatCell[]
  width: string
  height: string
  days: { at: string; text: string }[]
  hours: { at: string; text: string; kind: '' | 'alt' }[]
  total: number
  finding: string
}

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const longNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const columnWidth = 100 / 24
const rowHeight = 100 / 7
const gap = { x: 0.45, y: 1.5 }

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

/** A linear scale would hide all but the peak, so the busy hours are cut into five equal groups. */
function quantiles(values: number[]): number[] {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b)
  return [0.2, 0.4, 0.6, 0.8].map((share) => sorted[Math.floor(share * sorted.length)] ?? 0)
}

function findingOf(hours: number[][], total: number): string {
  if (total === 0) return 'No commits in this period.'
  const byDay = hours.map(sum)
  const busiest = byDay.indexOf(Math.max(...byDay))
  const weekend = sum(byDay.slice(5))
  return `Most commits fall on a ${longNames[busiest]}, ${formatShare(weekend / total)} on a weekend.`
}

/** Seven rows of 24 hours, Monday first. */
export function heatMap(hours: number[][]): HeatMap {
  const limits = quantiles(hours.flat())
  const stepOf = (value: number) =>
    value === 0 ? 0 : 1 + limits.filter((limit) => value >= limit).length
  const total = sum(hours.flat())
  return {
    cells: hours.flatMap((row, day) =>
      row.map((value, hour) => ({
        x: percent(hour * columnWidth + gap.x / 2),
        y: percent(day * rowHeight + gap.y / 2),
        step: stepOf(value),
      })),
    ),
    width: percent(columnWidth - gap.x),
    height: percent(rowHeight - gap.y),
    days: dayNames.map((text, day) => ({ at: percent((day + 0.5) * rowHeight), text })),
    hours: [0, 3, 6, 9, 12, 15, 18, 21].map((hour, index) => ({
      at: percent((hour + 0.5) * columnWidth),
      text: String(hour).padStart(2, '0'),
      kind: index % 2 === 1 ? 'alt' : '',
    })),
    total,
    finding: findingOf(hours, total),
  }
}
