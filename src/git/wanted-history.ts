/** What is known of a repository from an earlier reading. */
export interface KnownHistory {
  /** The tip as it was read last, and its committer date; null when nothing was. */
  last: { hash: string; committedAt: Date } | null
  /** Commits that are not measured again; all that lies behind them is known too. */
  isKnown: (hash: string) => boolean
  /** Commits from here on are needed with their files although they are known; null for none. */
  historySince: Date | null
}

/** What must be readable after a fetch. */
export interface WantedHistory extends KnownHistory {
  /** From when on, by committer date; null is everything. */
  since: Date | null
}

/** Of a repository that is read for the first time. */
export const nothingKnown: KnownHistory = { last: null, isKnown: () => false, historySince: null }
