/** Which commits: those reachable from `head` until committer dates fall behind `since`. */
export interface HistoryRange {
  head: string
  since: Date | null
}

/** The options by which every command here walks the same commits, as `git log --since` does. */
export function walk(range: HistoryRange): string[] {
  const since = range.since ? [`--max-age=${Math.floor(range.since.getTime() / 1000)}`] : []
  return [...since, '--end-of-options', range.head]
}
