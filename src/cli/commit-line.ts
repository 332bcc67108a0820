import { effort, firstK, noEffort } from '../measures/effort.js'
import { effortless } from '../measures/effortless.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { rate } from '../measures/rating.js'
import { testShare } from '../measures/test-share.js'
import { volumes } from '../measures/volumes.js'
import { weightedLines } from '../measures/weighted-lines.js'
import { developerOf } from '../people/developer-of.js'

/**
 * A commit as one line of JSON: the fields `analyze` prints, in this order, names and numbers. What
 * needs no other commit: effort (minutes) is by size alone, a developer is whom .mailmap names, and a
 * bot whom a rule knows.
 */
export function commitLine(commit: MeasuredCommit): string {
  const { letter, checks } = rate(commit)
  const share = testShare(volumes(commit))
  return JSON.stringify({
    hash: commit.hash,
    parents: commit.parents,
    authorName: commit.authorName,
    authorEmail: commit.authorEmail,
    developer: developerOf(commit),
    isBot: commit.isBot,
    agent: commit.agent,
    authoredAt: commit.authoredAt,
    authorOffsetMinutes: commit.authorOffsetMinutes,
    committedAt: commit.committedAt,
    subject: commit.subject,
    type: commit.type,
    typeSource: commit.typeSource,
    typeConfidence: commit.typeConfidence,
    skipped: commit.skipped,
    files: commit.files,
    additions: commit.additions,
    deletions: commit.deletions,
    testShare: share === null ? null : rounded(share, 1000),
    effort: minutes(commit),
    rating: letter,
    ratingReasons: checks,
  })
}

function minutes(facts: MeasuredCommit) {
  const bySize = { weightedLines: weightedLines(facts.files), gapMinutes: null, k: firstK }
  const { low, mid, high } = effortless(facts) ? noEffort : effort(bySize)
  return { low: rounded(low, 10), mid: rounded(mid, 10), high: rounded(high, 10) }
}

/** To a fraction of one `part`. */
function rounded(value: number, part: number): number {
  return Math.round(value * part) / part
}
