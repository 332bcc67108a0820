/**
 * How far numbers go into people, in one place for every page and every file (measures.md, people and
 * trust). A company that says `named` shows owners, admins and managers who is behind a number. One
 * that says `aggregates` shows nobody: names never leave the server, what fewer than five people did
 * is not told, and no two numbers of one page differ by fewer than five people.
 * Everybody sees their own, whatever the company says.
 */
import { may } from '../access/roles.js'
import type { Individuals, Role } from '../generated/prisma/enums.js'

/** What a rule needs to know of a company. */
export interface Reticence {
  individuals: Individuals
}

/** What a report answers in place of numbers that fewer than five people stand behind. */
export const tooFewPeople = Symbol('too few people')

/** Of fewer people nothing is told where only many of them together are shown. */
export const fewestPeople = 5

/** Whether people are only ever shown many together. */
export const isAggregated = ({ individuals }: Reticence) => individuals === 'aggregates'

/** Whether numbers about several people may name them, and the lists behind them their authors. */
export const mayShowNames = (company: Reticence, role: Role): boolean =>
  !isAggregated(company) && may(role, 'people.names')

/**
 * Whether what these people did may be told. Nobody at all is nothing to tell.
 * @param people how many developers a number is about, after all filters
 */
export const isTellable = (company: Reticence, people: number): boolean =>
  !isAggregated(company) || people === 0 || people >= fewestPeople

/**
 * Work that lies in the same slices of a breakdown, or in none: the people who did it. Whoever did
 * work in several cells is in each of them.
 */
export interface Cell<Slice> {
  slices: readonly Slice[]
  people: Iterable<bigint>
}

/** The people of cells, by which of some slices each cell lies in. */
function groupsWithin<Slice>(cells: readonly Cell<Slice>[], shown: ReadonlySet<Slice>) {
  const groups = new Map<string, Set<bigint>>()
  const numbers = new Map([...shown].map((slice, number) => [slice, number]))
  for (const { slices, people } of cells) {
    const key = slices
      .flatMap((slice) => numbers.get(slice) ?? [])
      .sort((a, b) => a - b)
      .join()
    const group = groups.get(key) ?? new Set()
    for (const one of people) group.add(one)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/**
 * Which slices of a breakdown stand in one response, beside the total: those of which every part that
 * adding and taking away can bring out is the work of five people or of nobody. The largest are taken
 * first. A company that names people shows all.
 * @param cells all the work of the total, each piece once
 */
export function tellableSlices<Slice>(
  company: Reticence,
  cells: readonly Cell<Slice>[],
): Set<Slice> {
  const sizes = new Map<Slice, Set<bigint>>()
  for (const { slices, people } of cells) {
    const all = [...people]
    for (const slice of slices) sizes.set(slice, new Set([...(sizes.get(slice) ?? []), ...all]))
  }
  const largest = [...sizes].sort(([, a], [, b]) => b.size - a.size).map(([slice]) => slice)
  if (!isAggregated(company)) return new Set(largest)
  let shown = new Set<Slice>()
  for (const slice of largest) {
    const more = new Set([...shown, slice])
    if (groupsWithin(cells, more).every(({ size }) => size === 0 || size >= fewestPeople)) {
      shown = more
    }
  }
  return shown
}
