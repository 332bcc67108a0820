import type { z } from 'zod'
import { HostFault } from './host-fault.js'

/**
 * An answer as its description says, or a fault that names the place and not the value.
 * @throws HostFault
 */
export function checked<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
  title: string,
): z.output<Shape> {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const path = read.error.issues[0]?.path.filter((part) => typeof part !== 'symbol') ?? []
  const place = path.length > 0 ? ` (${path.slice(0, 6).join('.')})` : ''
  throw new HostFault('contract', `${title} answers in a form that is not its own${place}.`)
}

/** The items of a list that are as described, and how many are not: one never spoils the others. */
export function checkedItems<Shape extends z.ZodType>(
  shape: Shape,
  values: readonly unknown[],
): { items: z.output<Shape>[]; skipped: number } {
  const items = values.flatMap((value) => {
    const read = shape.safeParse(value)
    return read.success ? [read.data] : []
  })
  return { items, skipped: values.length - items.length }
}
