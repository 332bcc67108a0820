import { groupInSql, type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'

/** The grades of a change, best first (measures/rating.ts). */
export const grades = ['A', 'B', 'C', 'D', 'E'] as const

/** Sizes of a change by lines of code and tests added and removed: the most lines of each. */
export const sizes = {
  ...{ XS: 9, S: 29, M: 99, L: 499, XL: 999, XXL: Number.MAX_SAFE_INTEGER },
} as const

export type Size = keyof typeof sizes

export const sizeNames = Object.keys(sizes) as Size[]

/** The fewest and the most lines of a size. */
export function sizeBounds(size: Size): [least: number, most: number] {
  const before = sizeNames[sizeNames.indexOf(size) - 1]
  return [before ? sizes[before] + 1 : 1, sizes[size]]
}

/** From so many added lines of code on, a change is one that tests belong to. */
export const testableLines = 20

type Grade = (typeof grades)[number]
type SizeName = `size${Capitalize<Lowercase<Size>>}`

/** The column that counts the commits of a size. */
export const sizeColumn = (size: Size) =>
  `size${size.charAt(0)}${size.slice(1).toLowerCase()}` as SizeName

export type SumName =
  | `${TypeGroup}Commits`
  | `${TypeGroup}Effort`
  | `grade${Grade}`
  | `grade${Grade}Effort`
  | SizeName
  | keyof typeof plain

const sum = (column: string) => `coalesce(sum(c."${column}"), 0)::bigint`
const count = (condition: string) => `(count(*) FILTER (WHERE ${condition}))::int`
/** Minutes are stored in tenths: whole seconds, whose sum does not depend on its order. */
const seconds = (column: string) => `coalesce(sum(round(c."${column}"::numeric * 60)), 0)::bigint`
const effortWhere = (condition: string) =>
  `coalesce(sum(round(c."effortMid"::numeric * 60)) FILTER (WHERE ${condition}), 0)::bigint`

/** Lines of code and tests that a commit added and removed. */
export const linesInSql = `(c."codeAdditions"::bigint + c."codeDeletions" + c."testAdditions" + c."testDeletions")`
const isTestable = `c."codeAdditions" >= ${testableLines}`

/** What is summed as it stands. Effort is in seconds. */
const plain = {
  commits: 'count(*)::int',
  ...{ additions: sum('additions'), deletions: sum('deletions') },
  ...{ codeAdditions: sum('codeAdditions'), codeDeletions: sum('codeDeletions') },
  ...{ testAdditions: sum('testAdditions'), testDeletions: sum('testDeletions') },
  ...{ complexityDelta: sum('complexityDelta'), complexityLines: sum('complexityLines') },
  testable: count(isTestable),
  tested: count(`${isTestable} AND c."testAdditions" > 0`),
  ...{ effortLow: seconds('effortLow'), effortMid: seconds('effortMid') },
  effortHigh: seconds('effortHigh'),
  ...{ reworkedLines: sum('reworkedLines'), reworkBase: sum('reworkBase') },
  reworkKnown: count(`c.skipped IS NULL AND c."reworkBase" IS NOT NULL`),
  reworkUnknown: count(`c.skipped IS NULL AND c."reworkBase" IS NULL`),
}

const isGroup = (group: TypeGroup) => `${groupInSql} = '${group}'`

const entries: [string, string][] = [
  ...Object.entries(plain),
  ...typeGroupNames.map((group): [string, string] => [`${group}Commits`, count(isGroup(group))]),
  ...typeGroupNames.map((group): [string, string] => [
    ...([`${group}Effort`, effortWhere(isGroup(group))] as [string, string]),
  ]),
  ...grades.map((grade): [string, string] => [`grade${grade}`, count(`c.rating = '${grade}'`)]),
  ...grades.map((grade): [string, string] => [
    ...([`grade${grade}Effort`, effortWhere(`c.rating = '${grade}'`)] as [string, string]),
  ]),
  ...sizeNames.map((size): [string, string] => {
    const [least, most] = sizeBounds(size)
    return [sizeColumn(size), count(`${linesInSql} BETWEEN ${least} AND ${most}`)]
  }),
]

/** The sums of a roll-up, each with how it is made from commits `c`. */
export const sumColumns = new Map(entries as [SumName, string][])

export const sumNames = [...sumColumns.keys()]
