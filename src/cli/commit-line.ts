import { developerOf } from '../people/developer-of.js'
import type { JudgedCommit } from './judged-commit.js'
import { rounded } from './rounded.js'

/**
 * A commit as one line of JSON: the fields `analyze` prints, in this order, names and numbers.
 * Effort is in minutes, to a tenth; a developer is whom .mailmap names, and a bot whom a rule knows.
 */
export function commitLine({ commit, testShare, effort, rating }: JudgedCommit): string {
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
    testShare: testShare === null ? null : rounded(testShare, 1000),
    effort: {
      low: rounded(effort.low, 10),
      mid: rounded(effort.mid, 10),
      high: rounded(effort.high, 10),
    },
    rating: rating.letter,
    ratingReasons: rating.checks,
  })
}
