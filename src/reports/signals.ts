import type { CompanyDatabase } from '../database/company.js'
import type { Dismissal } from '../signals/dismissals.js'
import { findSignals, type Signal } from '../signals/find-signals.js'
import { type RuleKind, ruleKinds, ruleOf } from '../signals/rules.js'
import type { Viewer } from '../signals/viewer.js'
import type { Filters } from './filters.js'
import type { VerdictPart } from './overview-types.js'
import { lastRead } from './recent-analyses.js'
import { anchorOf, rowsHref } from './signal-rows.js'
import type { DismissedRow, SignalItem, SignalsPage } from './signal-types.js'

/** "Days without a change: 7 days" */
function limitsOf(kind: RuleKind, values: Record<string, number>): string[] {
  return Object.entries(ruleOf(kind).thresholds).map(
    ([name, { label, unit }]) =>
      `${label}: ${values[name]}${unit === '%' ? '%' : unit ? ` ${unit}` : ''}`,
  )
}

function item(filters: Filters, signal: Signal): SignalItem {
  const { kind, subject, mark, tone, title, evidence, examples } = signal
  const { title: rule, icon, counts } = ruleOf(kind)
  return {
    ...{ anchor: anchorOf(signal), kind, subject, mark, tone, icon, title, evidence, rule, counts },
    limits: limitsOf(kind, signal.thresholds),
    href: rowsHref(filters, signal),
    examples: examples.map(({ text, detail, path }) => ({ text, detail, href: path })),
  }
}

function verdict(signals: readonly Signal[]): VerdictPart[] {
  const good = signals.filter(({ tone }) => tone === 'good').length
  const rest = signals.length - good
  const went = good > 0 ? ` ${good} ${good === 1 ? 'thing' : 'things'} went well.` : ''
  if (rest === 0) {
    return [
      { text: 'Nothing needs a look.', tone: 'fact' },
      { text: went, tone: 'good' },
    ]
  }
  return [
    { text: `${rest} ${rest === 1 ? 'thing is' : 'things are'} worth a look.`, tone: 'fact' },
    { text: went, tone: 'muted' },
  ]
}

/** Who dismissed something, by their ids; whoever is gone is not there. */
async function namesOf(db: CompanyDatabase, ids: bigint[]): Promise<Map<bigint, string>> {
  const users = await db.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  return new Map(users.map(({ id, name }) => [id, name]))
}

const dismissedRow = (
  { id, reason, dismissedById, dismissedAt, until }: Dismissal,
  names: ReadonlyMap<bigint, string>,
  { title, isStanding }: { title: string; isStanding: boolean },
): DismissedRow => ({
  ...{ id: String(id), title, isStanding, reason, until, at: dismissedAt },
  by: names.get(dismissedById) ?? 'Somebody who is gone',
})

const titleOf = (kind: string) =>
  ruleKinds.includes(kind as RuleKind) ? ruleOf(kind as RuleKind).title : 'An earlier rule'

/** `/signals`: what is worth a look now, why, and what was put away. */
export async function signals(
  db: CompanyDatabase,
  filters: Filters,
  asked: { now: Date; today: string; viewer: Viewer },
): Promise<Omit<SignalsPage, 'mayDismiss' | 'mayRule' | 'form'>> {
  const { shown, dismissed, quiet } = await findSignals(db, { ...asked, place: filters })
  const all = [...dismissed.map(({ dismissal }) => dismissal), ...quiet]
  const names = await namesOf(db, [...new Set(all.map((one) => one.dismissedById))])
  const updatedAt = await lastRead(db, filters.repositoryId)
  return {
    ...{ verdict: verdict(shown), updatedAt, isUnread: updatedAt === null && shown.length === 0 },
    signals: shown.map((signal) => item(filters, signal)),
    dismissed: [
      ...dismissed.map(({ signal: { title }, dismissal }) =>
        dismissedRow(dismissal, names, { title, isStanding: true }),
      ),
      ...quiet.map((one) =>
        dismissedRow(one, names, { title: titleOf(one.kind), isStanding: false }),
      ),
    ],
  }
}
