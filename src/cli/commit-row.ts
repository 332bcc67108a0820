import { type Cell, csvRow } from './csv-row.js'
import type { JudgedCommit } from './judged-commit.js'
import { rounded } from './rounded.js'

const columns: [heading: string, of: (judged: JudgedCommit) => Cell][] = [
  ['date', ({ commit }) => commit.authoredAt],
  ['author', ({ developer }) => developer.name],
  ['email', ({ developer }) => developer.email],
  ['bot', ({ commit }) => (commit.isBot ? 'yes' : 'no')],
  ['agent', ({ commit }) => commit.agent],
  ['type', ({ commit }) => commit.type],
  ['type_confidence', ({ commit }) => commit.typeConfidence],
  ['subject', ({ commit }) => commit.subject],
  ['files', (judged) => known(judged, judged.commit.files.length)],
  ['lines_added', (judged) => known(judged, judged.commit.additions)],
  ['lines_removed', (judged) => known(judged, judged.commit.deletions)],
  ['code_lines_added', (judged) => known(judged, judged.volumes.codeAdditions)],
  ['test_lines_added', (judged) => known(judged, judged.volumes.testAdditions)],
  ['test_share', ({ testShare }) => (testShare === null ? null : rounded(testShare, 1000))],
  ['decision_points_added', ({ volumes }) => volumes.complexityDelta],
  ['effort_low_minutes', ({ effort }) => rounded(effort.low, 1)],
  ['effort_mid_minutes', ({ effort }) => rounded(effort.mid, 1)],
  ['effort_high_minutes', ({ effort }) => rounded(effort.high, 1)],
  ['rating', ({ rating }) => rating.letter],
  ['not_measured_because', ({ commit }) => commit.skipped],
  ['hash', ({ commit }) => commit.hash],
]

/** The names of the columns. */
export const commitRowHeadings = csvRow(columns.map(([heading]) => heading))

/** A commit as a row for a spreadsheet: its files summed up, dates ISO 8601 in UTC. */
export function commitRow(judged: JudgedCommit): string {
  return csvRow(columns.map(([, of]) => of(judged)))
}

/** What was not measured is not nothing. */
function known({ commit }: JudgedCommit, value: number): number | null {
  return commit.skipped === null ? value : null
}
