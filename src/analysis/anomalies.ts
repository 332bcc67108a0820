import type { CommitRecord } from '../git/commit-record.js'

/** Things in a history that could not be kept as they are, counted by commit or by path. */
export interface Anomalies {
  /** Commits with an impossible date or offset, which was clamped. */
  datesClamped: number
  /** Commits with bytes in names or message that are not UTF-8, replaced by U+FFFD. */
  textReplaced: number
  /** Commits whose names or message held control characters or marks that reorder text. */
  textStripped: number
  /** Commits with a name or message longer than what is kept. */
  textCut: number
  /** Commits whose author or committer has no name or no e-mail address. */
  identitiesIncomplete: number
  /** Paths that are not UTF-8 or too long, kept in an altered form. */
  pathsAltered: number
  /** A .mailmap that was too large or too odd to be read. */
  mailmapsIgnored: number
}

export function noAnomalies(): Anomalies {
  return {
    datesClamped: 0,
    textReplaced: 0,
    textStripped: 0,
    textCut: 0,
    identitiesIncomplete: 0,
    pathsAltered: 0,
    mailmapsIgnored: 0,
  }
}

/** Counts what is odd about what a commit says of itself. */
export function countAnomalies(anomalies: Anomalies, record: CommitRecord): void {
  const { authored, committed, authorName, authorEmail, committerName, committerEmail } = record
  const isComplete = authorName && authorEmail && committerName && committerEmail
  anomalies.datesClamped += Number(authored.suspect || committed.suspect)
  anomalies.textReplaced += Number(record.replaced)
  anomalies.textStripped += Number(record.stripped)
  anomalies.textCut += Number(record.cut)
  anomalies.identitiesIncomplete += Number(!isComplete)
}
