import { groupInSql, type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'

/** The grades of a change, best first (measures/rating.ts). */
export const grades = ['A', 'B', 'C', 'D', 'E'] as const

/** Sizes of a change by lines of code and tests added and removed: the name, and the most lines. */
export const sizes = [
  ...[['Xs', 9] as const, ['S', 29] as const, ['M', 99] as const],
  ...[['L', 499] as const, ['Xl', 999] as const, ['Xxl', Number.MAX_SAFE_INTEGER] as const],
]

/** From so many added lines of code on, a change is one that tests belong to. */
export const testableLines = 20

type Grade = (typeof grades)[number]
type Size = (typeof sizes)[number][0]

export type SumName =
  | `${TypeGroup}Commits`
  | `${TypeGroup}Effort`
  | `grade${Grade}`
  | `grade${Grade}Effort`
  | `size${Size}`
  | keyof typeof plain

const sum = (column: string) => `coalesce(sum(c."${column}"), 0)::bigint`
const count = (condition: string) => `(count(*) FILTER (WHERE ${condition}))::int`
/** Minutes are stored in tenths: whole seconds, whose sum does not depend on its order. */
const seconds = (column: string) => `coalesce(sum(round(c."${column}"::numeric * 60)), 0)::bigint`
const effortWhere = (condition: string) =>
  `coalesce(sum(round(c."effortMid"::numeric * 60)) FILTER (WHERE ${condition}), 0)::bigint`

/** Lines of code and tests that a commit added and removed. */
const lines = `(c."codeAdditions"::bigint + c."codeDeletions" + c."testAdditions" + c."testDeletions")`
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
  ...sizes.map(([name, most], at): [string, string] => {
    const least = at === 0 ? 1 : sizes[at - 1]![1] + 1
    return [`size${name}`, count(`${lines} BETWEEN ${least} AND ${most}`)]
  }),
]

/** The sums of a roll-up, each with how it is made from commits `c`. */
export const sumColumns = new Map(entries as [SumName, string][])

export const sumNames = [...sumColumns.keys()]
