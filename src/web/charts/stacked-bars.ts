import { percent, type ValueTick, valueAxis } from './axis.js'
import { bucketWeeks, type Grain } from './buckets.js'
import { type TimeTick, timeAxis } from './time-axis.js'

export interface StackedInput {
  weeks: string[]
  series: { values: number[] }[]
  lastWeekUnfinished: boolean
  /** Each bar is whole: the series are its percentages. A bar of nothing stays empty. */
  areShares?: boolean
}

export interface StackedBars {
  grain: Grain
  /** One path a series, in a box of 1000 × 1000: all its full bars, and the unfinished one. */
  paths: { full: string; unfinished: string }[]
  /** A row a bar: its name, the value of each series, the sum. */
  rows: { label: string; values: number[]; total: number; isUnfinished: boolean }[]
  step: string
  valueTicks: ValueTick[]
  timeTicks: TimeTick[]
}

/** A quarter of the step is air; one lonely bar is no wall. */
const air = 0.26
const widest = 80

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
const short = (value: number) => Number(value.toFixed(1))

/** Series stacked in their order, the first at the bottom. */
export function stackedBars(input: StackedInput): StackedBars {
  const { weeks, series, lastWeekUnfinished, areShares = false } = input
  const { grain, days, labels, indexOf } = bucketWeeks(weeks)
  const gathered = series.map(({ values }) => {
    const sums = days.map(() => 0)
    for (const [week, bucket] of indexOf.entries()) {
      sums[bucket] = (sums[bucket] ?? 0) + (values[week] ?? 0)
    }
    return sums
  })
  const rows = labels.map((label, index) => {
    const sums = gathered.map((own) => own[index] ?? 0)
    const whole = sum(sums)
    const values = areShares && whole > 0 ? sums.map((one) => (100 * one) / whole) : sums
    const isUnfinished = lastWeekUnfinished && index === labels.length - 1
    const total = areShares && whole > 0 ? 100 : whole
    return { label, values, total, isUnfinished }
  })
  const { y, ticks } = valueAxis(rows.map((row) => row.total))
  const step = 1000 / Math.max(1, rows.length)
  const width = Math.min(step * (1 - air), widest)

  const bar = (index: number, place: number): string => {
    const values = rows[index]?.values ?? []
    const value = values[place] ?? 0
    if (value === 0) return ''
    const bottom = sum(values.slice(0, place))
    const top = y(bottom + value) * 10
    const left = index * step + (step - width) / 2
    return `M${short(left)} ${short(top)}h${short(width)}v${short(y(bottom) * 10 - top)}h${short(-width)}z`
  }
  const fullCount = rows.filter((row) => !row.isUnfinished).length
  return {
    grain,
    paths: series.map((_, place) => ({
      full: rows.map((_row, index) => (index < fullCount ? bar(index, place) : '')).join(''),
      unfinished: fullCount < rows.length ? bar(fullCount, place) : '',
    })),
    rows,
    step: percent(step / 10),
    valueTicks: ticks,
    timeTicks: timeAxis(days, (index) => (index * step + step / 2) / 10),
  }
}
