import { type Effort, effort, firstK, noEffort } from '../measures/effort.js'
import { effortless } from '../measures/effortless.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { type Rating, rate } from '../measures/rating.js'
import { testShare } from '../measures/test-share.js'
import { type Volumes, volumes } from '../measures/volumes.js'
import { weightedLines } from '../measures/weighted-lines.js'
import { type Developer, developerIn } from './developer.js'
import type { Gapped } from './session-gaps.js'

/** A commit with all that follows from its numbers; every output prints from this. */
export interface JudgedCommit {
  commit: MeasuredCommit
  developer: Developer
  volumes: Volumes
  /** 0 to 1, null where neither code nor tests were added. */
  testShare: number | null
  /** Minutes; k is not calibrated, for one repository tells too little. */
  effort: Effort
  rating: Rating
}

export function judge({ commit, gapMinutes }: Gapped<MeasuredCommit>): JudgedCommit {
  const sums = volumes(commit)
  return {
    ...{ commit, developer: developerIn(commit), volumes: sums },
    testShare: testShare(sums),
    effort: effortless(commit)
      ? noEffort
      : effort({ weightedLines: weightedLines(commit.files), gapMinutes, k: firstK }),
    rating: rate(commit),
  }
}
