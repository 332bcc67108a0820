/**
 * Why a commit is not measured.
 * merge: two parents or more; stored and counted.
 * boundary: the oldest of a shallow clone, whose parents are not there; neither stored nor diffed.
 * oversized: larger than git or we may hold in memory; stored without its files.
 * unreadable: files it needs are missing or damaged; stored without its files.
 * known: stored by an earlier analysis.
 */
export const skipReasons = ['merge', 'boundary', 'oversized', 'unreadable', 'known'] as const
export type SkipReason = (typeof skipReasons)[number]
export type SkipCounts = Record<SkipReason, number>

export function noSkips(): SkipCounts {
  return { merge: 0, boundary: 0, oversized: 0, unreadable: 0, known: 0 }
}
