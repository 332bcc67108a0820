import type { AnalysisReceipt, Source } from '../analysis/analyze-repository.js'
import type { SkipReason } from '../measures/skip.js'
import { amount, bytes, counted } from './quantity.js'
import { cell, pathCell } from './text-cell.js'

const skipWords: Record<SkipReason, (count: number) => string> = {
  merge: (count) => `${counted(count, 'merge')}, counted and not measured`,
  boundary: (count) => `${counted(count, 'commit')} whose parents were not fetched`,
  oversized: (count) => `${counted(count, 'commit')} too large to measure`,
  unreadable: (count) => `${counted(count, 'commit')} with missing or damaged files`,
  known: (count) => `${counted(count, 'commit')} measured before`,
}

/** What was read, and how: lines of at most 78 columns. */
export function readingLines(receipt: AnalysisReceipt, source: Source): string[] {
  const { branch, headHash, since, commitsRead, measured, windowComplete } = receipt
  const skipped = Object.entries(receipt.skipped) as [SkipReason, number][]
  const row = (label: string, text: string) => `${cell(label, 12)}${cell(text, 66).trimEnd()}`
  return [
    `${cell('Repository', 12)}${pathCell(addressOf(source), 66).trimEnd()}`,
    row('Branch', `${branch ?? 'none'}${headHash ? ` at ${headHash.slice(0, 12)}` : ''}`),
    row('Window', since ? `since ${since.slice(0, 10)}` : 'the whole history'),
    row('Commits', `${amount(commitsRead)} read, ${amount(measured)} measured`),
    ...skipped
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => row('', skipWords[reason](count))),
    ...(windowComplete ? [] : [row('', 'The history is cut off inside the window.')]),
    row('Read', howRead(receipt)),
  ]
}

function howRead({ method, cloneBytes, cloneDeletedAt }: AnalysisReceipt): string {
  if (method === 'in place') return 'in place, nothing was cloned'
  const deleted = cloneDeletedAt ? ', deleted since' : ''
  return `from a clone (${method}) of ${bytes(cloneBytes)}${deleted}`
}

/** The path or the URL, without the name and password that may stand in it. */
function addressOf(source: Source): string {
  if (source.kind === 'local') return source.path
  const { url } = source
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1')
}
