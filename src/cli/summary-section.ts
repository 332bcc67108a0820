import type { JudgedCommit } from './judged-commit.js'
import type { TextStyle } from './text-style.js'

/** The columns of a line, with its indentation. */
export const lineColumns = 80

/** A part of the summary: it tallies commits as they pass and says in the end what they were. */
export interface SummarySection {
  readonly title: string
  /** Takes a commit that is no merge. */
  add(judged: JudgedCommit): void
  /** Lines of at most 78 columns. */
  lines(style: TextStyle): string[]
}
