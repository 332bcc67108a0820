import type { AnalysisReceipt, Source } from '../analysis/analyze-repository.js'
import type { OutputForm } from './analyze-options.js'
import { commitLine } from './commit-line.js'
import { commitRow, commitRowHeadings } from './commit-row.js'
import type { JudgedCommit } from './judged-commit.js'
import type { LineOutput } from './line-output.js'
import { Summary } from './summary.js'
import type { TextStyle } from './text-style.js'

/** Where judged commits go, newest first. */
export interface CommitOutput {
  /** Resolves when it takes more; null when it does already. */
  take(judged: JudgedCommit): Promise<void> | null
  /** Told once, after the last commit. */
  end(receipt: AnalysisReceipt, source: Source): void
}

/** The output of the form that was asked for; `style` is that of a text to read. */
export function commitOutput(form: OutputForm, lines: LineOutput, style: TextStyle): CommitOutput {
  if (form === 'summary') return summaryOutput(lines, style)
  if (form === 'csv') lines.write(commitRowHeadings)
  const print = form === 'csv' ? commitRow : commitLine
  return { take: (judged) => lines.write(print(judged)), end: () => {} }
}

function summaryOutput(lines: LineOutput, style: TextStyle): CommitOutput {
  const summary = new Summary()
  return {
    take(judged) {
      summary.add(judged)
      return null
    },
    end(receipt, source) {
      for (const line of summary.lines(receipt, source, style)) lines.write(line)
    },
  }
}
