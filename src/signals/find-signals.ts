import type { CompanyDatabase } from '../database/company.js'
import { listTeams } from '../metrics/team-delivery.js'
import { type Dismissal, listDismissals } from './dismissals.js'
import { readRuleSettings } from './rule-settings.js'
import { type RuleKind, ruleKinds, ruleOf } from './rules.js'
import type { Finding, Looked, RuleGroup } from './signal.js'

/** A finding with its rule. */
export interface Signal extends Finding {
  kind: RuleKind
  /** The thresholds by which it was found. */
  thresholds: Record<string, number>
}

/** What there is to say now, and what has been put away. */
export interface Signals {
  /** The most important first. */
  shown: Signal[]
  dismissed: { signal: Signal; dismissal: Dismissal }[]
  /** Dismissals of signals that nothing calls for now. */
  quiet: Dismissal[]
}

const groupRank: Record<RuleGroup, number> = { source: 0, attention: 1, good: 2 }
const toneRank = { bad: 0, warn: 1, good: 2 }

/** Problems of sources, then what needs a look, then what went well; in each the graver first. */
export function ranked(signals: readonly Signal[]): Signal[] {
  const group = ({ kind }: Signal) => groupRank[ruleOf(kind).group]
  return signals.toSorted(
    (a, b) =>
      group(a) - group(b) ||
      toneRank[a.tone] - toneRank[b.tone] ||
      b.weight - a.weight ||
      a.title.localeCompare(b.title),
  )
}

/** Whether a dismissal is about this signal as it looks now. */
const holds = ({ kind, subject, mark, until }: Dismissal, signal: Signal) =>
  kind === signal.kind && subject === signal.subject && (until !== null || mark === signal.mark)

/**
 * Every signal of a place. While a source may be stale nothing is praised, even where its own signal
 * was dismissed.
 */
export async function findSignals(
  db: CompanyDatabase,
  asked: Omit<Looked, 'teams'>,
): Promise<Signals> {
  // Two teams can differ by one person: where nobody is shown alone, no team is shown beside another.
  const teams = asked.viewer.isAggregated ? [] : await listTeams(db, asked.today)
  const looked: Looked = { ...asked, teams }
  const settings = await readRuleSettings(db)
  const all: Signal[] = []
  for (const kind of ruleKinds) {
    const rule = ruleOf(kind)
    const { isOn, thresholds } = settings.get(kind)!
    if (!isOn || (asked.place.developerId !== null && !rule.isOfOne)) continue
    const found = await rule.find(db, looked, thresholds)
    all.push(...found.map((finding) => ({ ...finding, kind, thresholds })))
  }
  const isStale = all.some((signal) => signal.isStale)
  const standing = isStale ? all.filter(({ kind }) => ruleOf(kind).group !== 'good') : all
  const dismissals = await listDismissals(db, asked.now)
  const of = (signal: Signal) => dismissals.find((one) => holds(one, signal))
  return {
    shown: ranked(standing.filter((signal) => !of(signal))),
    dismissed: ranked(standing).flatMap((signal) => {
      const dismissal = of(signal)
      return dismissal ? [{ signal, dismissal }] : []
    }),
    quiet: dismissals.filter((one) => !all.some((signal) => holds(one, signal))),
  }
}
