import { area, curveMonotoneX, line as path } from 'd3-shape'
import { percent, type ValueTick, valueAxis } from './axis.js'
import { type Buckets, bucketWeeks, type Grain } from './buckets.js'
import { type TimeTick, timeAxis } from './time-axis.js'

type Values = (number | null)[]

export interface LineInput {
  weeks: string[]
  values: Values
  before: Values | null
  /** What lies around the values, such as their middle half. */
  band?: { low: Values; high: Values } | null
  /** What nine of ten lie under. */
  p90?: Values | null
  lastWeekUnfinished: boolean
}

export interface LineRow {
  label: string
  value: number | null
  before: number | null
  low: number | null
  high: number | null
  p90: number | null
  isUnfinished: boolean
  /** Where the pointer finds the row, in percent. */
  x: number
  y: number | null
}

export interface LineChart {
  grain: Grain
  rows: LineRow[]
  /** Paths in a box of 1000 × 1000; a row without a value breaks them. */
  solid: string
  /** From the last full week to the running one. */
  dotted: string | null
  before: string | null
  band: string | null
  p90: string | null
  /** Peaks of it would flatten all else: they leave the box, and the table tells them. */
  isCut: boolean
  /** The newest full row that has a value. */
  end: { x: string; y: string } | null
  valueTicks: ValueTick[]
  timeTicks: TimeTick[]
}

type Point = [number, number] | null

const draw = path<Point>()
  .defined((point) => point !== null)
  .x((point) => point?.[0] ?? 0)
  .y((point) => point?.[1] ?? 0)
  .curve(curveMonotoneX)
  .digits(1)

const fill = area<[x: number, low: number, high: number] | null>()
  .defined((point) => point !== null)
  .x((point) => point?.[0] ?? 0)
  .y0((point) => point?.[1] ?? 0)
  .y1((point) => point?.[2] ?? 0)
  .curve(curveMonotoneX)
  .digits(1)

function median(values: Values): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b)
  const half = Math.floor(known.length / 2)
  const upper = known[half]
  if (upper === undefined) return null
  return known.length % 2 === 1 ? upper : ((known[half - 1] ?? upper) + upper) / 2
}

/** More than two years of weeks: each month (quarter, year) is told by its median week. */
function gather(values: Values, { days, indexOf }: Buckets): Values {
  return days.map((_, bucket) => median(values.filter((_, week) => indexOf[week] === bucket)))
}

/** What four of five values lie under. */
function usual(values: Values): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b)
  return known[Math.floor(0.8 * (known.length - 1))] ?? null
}

/** Weekly values as a line from edge to edge; a single week stands in the middle. */
export function lineChart(input: LineInput): LineChart {
  const { weeks, values, before, band = null, p90 = null, lastWeekUnfinished } = input
  const buckets = bucketWeeks(weeks)
  const isWeekly = buckets.grain === 'week'
  const full = lastWeekUnfinished && !isWeekly ? values.with(-1, null) : values
  const nows = isWeekly ? values : gather(full, buckets)
  const befores = isWeekly ? before : before && gather(before, buckets)
  const edge = (side: Values | undefined) =>
    (isWeekly || !side ? side : gather(side, buckets)) ?? []
  const [lows, highs, tops] = [edge(band?.low), edge(band?.high), edge(p90 ?? undefined)]

  const last = nows.length - 1
  const at = (index: number) => (last <= 0 ? 50 : (index / last) * 100)
  const { y, ticks } = valueAxis(
    [...nows, ...highs, usual(tops), ...(befores ?? [])].filter((value) => value !== null),
  )
  const toPoint = (value: number | null, index: number): Point =>
    value === null ? null : [at(index) * 10, y(value) * 10]
  const toCut = (value: number | null, index: number) =>
    (toPoint(value, index)?.map((place) => Math.max(0, place)) as Point | undefined) ?? null
  const points = nows.map(toPoint)
  const endsOpen = lastWeekUnfinished && isWeekly
  const solid = endsOpen ? points.slice(0, -1) : points
  const end = [...solid, ...(last === 0 ? points : [])].findLast((point) => point !== null)
  const [from, to] = [points.at(-2), points.at(-1)]
  return {
    grain: buckets.grain,
    rows: nows.map((value, index) => ({
      label: buckets.labels[index] ?? '',
      value,
      before: befores?.[index] ?? null,
      ...{ low: lows[index] ?? null, high: highs[index] ?? null, p90: tops[index] ?? null },
      isUnfinished: endsOpen && index === last,
      x: Number(at(index).toFixed(2)),
      y: value === null ? null : Number(y(value).toFixed(2)),
    })),
    solid: draw(solid) ?? '',
    dotted: endsOpen && from && to ? draw([from, to]) : null,
    before: befores && draw(befores.slice(0, nows.length).map(toPoint)),
    p90: p90 && draw((endsOpen ? tops.slice(0, -1) : tops).map(toCut)),
    isCut: tops.some((value) => value !== null && y(value) < 0),
    band:
      band &&
      fill(
        lows.map((low, index) => {
          const high = highs[index] ?? null
          const isOpen = endsOpen && index === last
          return low === null || high === null || isOpen
            ? null
            : [at(index) * 10, y(low) * 10, y(high) * 10]
        }),
      ),
    end: end ? { x: percent(end[0] / 10), y: percent(end[1] / 10) } : null,
    valueTicks: ticks,
    timeTicks: timeAxis(buckets.days, at),
  }
}
