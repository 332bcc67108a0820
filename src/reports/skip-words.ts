/** Why commits are not measured, in words. */
const words: Record<string, string> = {
  merge: 'merges: counted, not measured',
  boundary: 'older than the window: left out',
  oversized: 'too large to measure: stored without files',
  unreadable: 'files of theirs are missing or damaged: stored without files',
  known: 'measured before: not read again',
}

/** A reason for a person to read. */
export const skipReason = (reason: string) => words[reason] ?? reason
