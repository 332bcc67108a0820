import { grades } from '../roll-ups/columns.js'
import type { Sums } from './sums.js'

/**
 * Ratings of many changes: the share of effort behind each grade, and the median grade by effort;
 * by number of changes where they have no effort. Too little with fewer than 20 graded changes.
 * Left out: merges, bots, reverts, changes of nothing but vendored, generated or data files. For
 * repositories and teams, never for people.
 */
export interface Ratings {
  graded: number
  /** Null with too few. */
  median: (typeof grades)[number] | null
  /** From A to E, 0 to 1 each. */
  shares: { grade: (typeof grades)[number]; changes: number; share: number }[]
}

export const fewestGraded = 20

/** The ratings behind some sums, which must not hold bots. */
export function ratingsOf(sums: Sums): Ratings {
  const graded = grades.reduce((sum, grade) => sum + sums[`grade${grade}`], 0)
  const effort = grades.reduce((sum, grade) => sum + sums[`grade${grade}Effort`], 0)
  const weight = (grade: (typeof grades)[number]) =>
    effort > 0
      ? sums[`grade${grade}Effort`] / effort
      : graded > 0
        ? sums[`grade${grade}`] / graded
        : 0
  let reached = 0
  const median = grades.find((grade) => {
    reached += weight(grade)
    return reached >= 0.5
  })
  return {
    graded,
    median: graded >= fewestGraded ? (median ?? 'E') : null,
    shares: grades.map((grade) => ({
      ...{ grade, changes: sums[`grade${grade}`], share: weight(grade) },
    })),
  }
}
