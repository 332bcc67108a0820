import { z } from 'zod'
import { amount } from './amount.js'

const windows: Record<string, string> = {
  '12m': 'Last 12 months',
  '90d': 'Last 90 days',
  all: 'Everything',
}

/** An analysis's window as a person says it. */
export const windowWords = (window: string) => windows[window] ?? window

/** What of a stored receipt is shown; unknown parts are left alone, absent ones are not shown. */
const shape = z.object({
  branch: z.string().nullable(),
  branchBefore: z.string().nullish(),
  headHash: z.string().nullable(),
  method: z.string(),
  reading: z.string().nullish(),
  rewritten: z.boolean().nullish(),
  cloneBytes: z.number(),
  clonedAt: z.string().nullable(),
  cloneDeletedAt: z.string().nullable(),
  windowComplete: z.boolean(),
  commitsInWindow: z.number().nullish(),
  anomalies: z.record(z.string(), z.number()),
  stored: z.object({
    commits: z.number(),
    fileChanges: z.number(),
    identities: z.number().nullish(),
    paths: z.number().nullish(),
    left: z.number().nullish(),
    returned: z.number().nullish(),
    cleared: z.number().nullish(),
  }),
})

const methods: Record<string, string> = {
  'in place': 'Read where it is, nothing copied',
  'nothing new': 'Nothing new: nothing was fetched',
  'new commits only': 'New commits only, proven to follow on what was read',
  shallow: 'Window only, file contents in one request',
  'shallow, widened': 'Window, widened until complete',
  'shallow with files': 'Window with files (the host cannot filter)',
  'complete history without blobs': 'Whole history, files of the window only',
  'full clone': 'Whole repository',
}

const readings: Record<string, string> = {
  first: 'First reading',
  remeasure: 'Everything anew: definitions have changed',
  widen: 'A longer window; what was known was not measured again',
  history: 'What is new, and the last year for rework and knowledge',
  increment: 'What is new',
}

/** What could not be kept as it was, in words. */
const oddities: Record<string, string> = {
  datesClamped: 'with impossible dates',
  textReplaced: 'with text that is not UTF-8',
  textStripped: 'with control characters',
  textCut: 'with text too long to keep',
  identitiesIncomplete: 'without a name or an address',
  pathsAltered: 'paths altered',
  mailmapsIgnored: '.mailmap too large or too odd',
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

function completeness({ windowComplete, commitsInWindow }: z.infer<typeof shape>): string {
  if (!windowComplete) return 'No: older commits could not be fetched'
  if (!commitsInWindow) return 'Yes, proven'
  return `Yes, proven: ${amount(commitsInWindow)} of ${amount(commitsInWindow)} commits`
}

function pair(paths: number | null | undefined, names: number | null | undefined): string | null {
  if (paths == null || names == null || paths + names === 0) return null
  return `${amount(paths)}, ${amount(names)}`
}

function left(
  rewritten: boolean | null | undefined,
  count: number | null | undefined,
): string | null {
  if (!rewritten) return null
  return `${amount(count ?? 0)} commits: its history was rewritten, they are left out`
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
  const { stored } = receipt
  const odd = Object.entries(receipt.anomalies)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${amount(count)} ${oddities[what] ?? what}`)
  const some = (count: number | null | undefined) => (count ? amount(count) : null)
  const rows: [label: string, value: string | null][] = [
    ['What for', receipt.reading ? (readings[receipt.reading] ?? receipt.reading) : null],
    ['Branch', receipt.branch],
    ['Branch before', receipt.branchBefore ? `${receipt.branchBefore}, renamed since` : null],
    ['Newest commit', receipt.headHash?.slice(0, 10) ?? null],
    ['Window', windowWords(analysis.window)],
    ['Complete', completeness(receipt)],
    ['How', methods[receipt.method] ?? receipt.method],
    ['Clone', receipt.cloneBytes > 0 ? bytes(receipt.cloneBytes) : null],
    ['Cloned at', at(receipt.clonedAt)],
    ['Clone deleted at', at(receipt.cloneDeletedAt)],
    ['Took', seconds(analysis.startedAt, analysis.finishedAt)],
    ['Commits stored', amount(stored.commits)],
    ['File changes stored', amount(stored.fileChanges)],
    ['New paths, new names', pair(stored.paths, stored.identities)],
    ['Left the branch', left(receipt.rewritten, stored.left)],
    ['Back on the branch', some(stored.returned)],
    ['Left out, of cleared days', some(stored.cleared)],
    ['Kept in another form', odd.length > 0 ? odd.join(', ') : null],
    ['Definitions', `Version ${analysis.definitionsVersion}`],
  ]
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}
