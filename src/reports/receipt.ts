import { z } from 'zod'
import { amount } from './amount.js'

const windows: Record<string, string> = {
  '12m': 'Last 12 months',
  '90d': 'Last 90 days',
  all: 'Everything',
}

/** An analysis's window as a person says it. */
export const windowWords = (window: string) => windows[window] ?? window

/** What of a stored receipt is shown; unknown parts are left alone. */
const shape = z.object({
  branch: z.string().nullable(),
  headHash: z.string().nullable(),
  method: z.string(),
  cloneBytes: z.number(),
  clonedAt: z.string().nullable(),
  cloneDeletedAt: z.string().nullable(),
  windowComplete: z.boolean(),
  anomalies: z.record(z.string(), z.number()),
  stored: z.object({ commits: z.number(), fileChanges: z.number() }),
})

const methods: Record<string, string> = {
  'in place': 'Read where it is, nothing copied',
  shallow: 'Window only, file contents in one request',
  'shallow, widened': 'Window, widened until complete',
  'shallow with files': 'Window with files (the host cannot filter)',
  'complete history without blobs': 'Whole history, files of the window only',
  'full clone': 'Whole repository (the host cannot filter)',
}

function bytes(value: number): string {
  if (value < 1_000_000) return `${Math.max(1, Math.round(value / 1000))} kB`
  return `${(value / 1_000_000).toFixed(value < 10_000_000 ? 1 : 0)} MB`
}

function seconds(from: Date | null, to: Date | null): string {
  if (!from || !to) return 'not known'
  const taken = (to.getTime() - from.getTime()) / 1000
  return taken < 60 ? `${taken.toFixed(1)} s` : `${Math.round(taken / 60)} min`
}

/** The receipt of a finished analysis, as label and value. */
export function receiptRows(
  analysis: {
    window: string
    startedAt: Date | null
    finishedAt: Date | null
    definitionsVersion: number
    receipt: unknown
  },
  timeZone: string,
): { label: string; value: string }[] {
  const { data: receipt } = shape.safeParse(analysis.receipt)
  if (!receipt) return []
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' })
  const at = (instant: string | null) => (instant ? clock.format(new Date(instant)) : null)
  const odd = Object.values(receipt.anomalies).reduce((sum, count) => sum + count, 0)
  const rows: [label: string, value: string | null][] = [
    ['Branch', receipt.branch],
    ['Newest commit', receipt.headHash?.slice(0, 10) ?? null],
    ['Window', windowWords(analysis.window)],
    ['Complete', receipt.windowComplete ? 'Yes, proven' : 'No: older commits could not be fetched'],
    ['How', methods[receipt.method] ?? receipt.method],
    ['Clone', receipt.cloneBytes > 0 ? bytes(receipt.cloneBytes) : null],
    ['Cloned at', at(receipt.clonedAt)],
    ['Clone deleted at', at(receipt.cloneDeletedAt)],
    ['Took', seconds(analysis.startedAt, analysis.finishedAt)],
    ['Commits stored', amount(receipt.stored.commits)],
    ['File changes stored', amount(receipt.stored.fileChanges)],
    ['Oddities mended', odd > 0 ? amount(odd) : null],
    ['Definitions', `Version ${analysis.definitionsVersion}`],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}
