/**
 * Which commits: those reachable from `head` until committer dates fall behind `since`, without what
 * is reachable from `beyond` (a commit that must be there), where one is given.
 */
export interface HistoryRange {
  head: string
  since: Date | null
  beyond?: string | null
}

/** The options by which every command here walks the same commits, as `git log --since` does. */
export function walk(range: HistoryRange): string[] {
  const since = range.since ? [`--max-age=${Math.floor(range.since.getTime() / 1000)}`] : []
  return [...since, '--end-of-options', range.head, ...(range.beyond ? [`^${range.beyond}`] : [])]
}
