import type { AnalysisReceipt } from '../analysis/analyze-repository.js'

/** What an analysis read, in one sentence. */
export function receiptSentence(receipt: AnalysisReceipt): string {
  const skipped = Object.entries(receipt.skipped)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${reason}`)
  const but = skipped.length > 0 ? `, not measured: ${skipped.join(', ')}` : ''
  const incomplete = receipt.windowComplete ? '' : '; the history is cut off inside the window'
  return `${receipt.commitsRead} commits read, ${receipt.measured} measured${but} (${receipt.method})${incomplete}.`
}
