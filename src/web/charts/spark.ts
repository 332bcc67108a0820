import { area, curveMonotoneX, line } from 'd3-shape'

export interface Spark {
  line: string
  area: string
}

/** The box of a sparkline, and the room its stroke needs at top and bottom. */
const width = 100
const height = 32
const pad = 3

/** The shape of a series, from 0 upwards; nothing to read off it but the shape. */
export function spark(values: number[]): Spark {
  const series = values.length === 1 ? [values[0] ?? 0, values[0] ?? 0] : values
  const high = Math.max(1, ...series)
  const x = (_: number, index: number) => (index / Math.max(1, series.length - 1)) * width
  const y = (value: number) => pad + (height - 2 * pad) * (1 - value / high)
  return {
    line: line<number>().x(x).y(y).curve(curveMonotoneX).digits(1)(series) ?? '',
    area: area<number>().x(x).y0(height).y1(y).curve(curveMonotoneX).digits(1)(series) ?? '',
  }
}
