import type { Signal } from '../signals/find-signals.js'
import { ruleOf } from '../signals/rules.js'
import { type Filters, link } from './filters.js'
import type { SignalRow, VerdictPart } from './overview-types.js'

/** The mark of a signal in the page of all, for links that lead to it. */
export const anchorOf = ({ kind, subject }: Pick<Signal, 'kind' | 'subject'>) =>
  `s-${kind}-${subject}`.replace(/[^A-Za-z0-9]+/g, '-')

/** The list of the rows behind a signal; null where there is none. */
export function rowsHref(filters: Filters, { rows }: Signal): string | null {
  if (!rows) return null
  // Sources know no filters: whatever is chosen, they are all there.
  return Object.keys(rows.narrowing).length > 0
    ? link(rows.path, filters, rows.narrowing)
    : rows.path
}

/** Where a signal's evidence is: its rows one by one, or the list of them. */
export function evidenceHref(filters: Filters, signal: Signal): string {
  const own = `${link('/signals', filters)}#${anchorOf(signal)}`
  if (signal.examples.length > 1) return own
  return rowsHref(filters, signal) ?? own
}

/** At most so many signals, the first ones, with something good among them if there is something. */
export function chosen(signals: readonly Signal[], most: number): Signal[] {
  const first = signals.slice(0, most)
  const good = signals.find(({ tone }) => tone === 'good')
  if (!good || first.includes(good)) return first
  return [...first.slice(0, most - 1), good]
}

export const signalRow = (filters: Filters, signal: Signal): SignalRow => ({
  ...{ tone: signal.tone, icon: ruleOf(signal.kind).icon },
  ...{ title: signal.title, evidence: signal.evidence, href: evidenceHref(filters, signal) },
})

/** The highest-ranked signal as the end of a verdict; nothing where all is well. */
export function exceptionOf(filters: Filters, signals: readonly Signal[]): VerdictPart[] {
  const [first] = signals
  if (!first || first.tone === 'good') return []
  return [
    { text: ' ', tone: 'muted' },
    { text: first.title, tone: 'exception', href: evidenceHref(filters, first) },
    { text: '.', tone: 'muted' },
  ]
}
