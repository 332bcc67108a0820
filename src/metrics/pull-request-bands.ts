/**
 * How pull requests are spread out: bands of a number, each from `least` to below `below`. They meet
 * without a gap, so that whatever has the number lies in exactly one of them.
 */
export interface Band {
  /** As it stands in the URL. */
  key: string
  label: string
  least: number
  /** Null is without end. */
  below: number | null
}

function bands(edges: readonly [key: string, label: string, least: number][]): readonly Band[] {
  return edges.map(([key, label, least], at) => ({
    ...{ key, label, least, below: edges[at + 1]?.[2] ?? null },
  }))
}

const hour = 3600
const day = 24 * hour

/** Cycle time in seconds. */
export const cycleBands = bands([
  ['under-4h', 'under 4 hours', 0],
  ['4h', '4 to 8 hours', 4 * hour],
  ['8h', '8 hours to a day', 8 * hour],
  ['1d', '1 to 2 days', day],
  ['2d', '2 to 4 days', 2 * day],
  ['4d', '4 days to a week', 4 * day],
  ['1w', '1 to 2 weeks', 7 * day],
  ['2w', '2 weeks and more', 14 * day],
])

/** Comments and review texts by others. */
export const depthBands = bands([
  ['0', 'nothing written', 0],
  ['1', '1 or 2', 1],
  ['3', '3 to 5', 3],
  ['6', '6 to 10', 6],
  ['11', '11 and more', 11],
])

/** Rounds of review. */
export const roundBands = bands([
  ['0', 'none', 0],
  ['1', '1 round', 1],
  ['2', '2 rounds', 2],
  ['3', '3 and more', 3],
])

/** What pull requests are spread out by. */
export const spreads = { cycle: cycleBands, depth: depthBands, rounds: roundBands } as const

export type SpreadName = keyof typeof spreads

/** The columns of pull requests `p` that the numbers stand in. */
export const spreadColumns: Record<SpreadName, string> = {
  ...{ cycle: 'p."cycleSeconds"', depth: 'p."reviewDepth"', rounds: 'p."reviewRounds"' },
}

/** The keys of bands, for the URL. */
export const bandKeys = (name: SpreadName) =>
  spreads[name].map(({ key }) => key) as [string, ...string[]]

/** A band by its key. */
export const bandOf = (name: SpreadName, key: string): Band | null =>
  spreads[name].find((band) => band.key === key) ?? null
