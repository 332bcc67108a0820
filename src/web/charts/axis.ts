import { scaleLinear } from 'd3-scale'

/** A number as a percentage of the plot box, short enough for markup. */
export function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`
}

export interface ValueTick {
  at: string
  value: number
}

export interface ValueAxis {
  /** Height of a value in the plot box, in percent from its top. */
  y: (value: number) => number
  ticks: ValueTick[]
}

/** An axis that always holds 0, ends on round numbers and carries at most five lines. */
export function valueAxis(values: number[]): ValueAxis {
  const high = Math.max(0, ...values)
  const low = Math.min(0, ...values)
  const y = scaleLinear([low, high === low ? low + 1 : high], [100, 0]).nice(3)
  const areWhole = values.every(Number.isInteger)
  const ticks = y
    .ticks(3)
    .filter((value) => !areWhole || Number.isInteger(value))
    .map((value) => ({ at: percent(y(value)), value }))
  return { y, ticks }
}
