/**
 * Size of a pull request by the lines it adds and removes, as the host counts them:
 *   XS 0-9   S 10-29   M 30-99   L 100-499   XL 500-999   XXL 1,000 and more
 */
export const pullRequestSizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL'] as const
export type PullRequestSize = (typeof pullRequestSizes)[number]

const least = [0, 10, 30, 100, 500, 1000]

/** Null where the host does not tell how many lines there are. */
export function pullRequestSize(
  additions: number | null,
  deletions: number | null,
): PullRequestSize | null {
  if (additions === null || deletions === null) return null
  const at = least.findLastIndex((lines) => additions + deletions >= lines)
  return pullRequestSizes[at] ?? null
}
