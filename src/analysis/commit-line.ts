import type { MeasuredCommit } from './measured-commit.js'

/** A commit as one line of JSON: the fields `analyze` prints, in this order, names and numbers. */
export function commitLine(commit: MeasuredCommit): string {
  return JSON.stringify({
    hash: commit.hash,
    parents: commit.parents,
    authorName: commit.authorName,
    authorEmail: commit.authorEmail,
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
  })
}
