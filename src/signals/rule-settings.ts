import { z } from 'zod'
import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { type RuleKind, ruleKinds, ruleOf } from './rules.js'
import { initialOf } from './signal.js'

/** What holds for a rule: the company's own word, or the rule's defaults. */
export interface RuleSetting {
  isOn: boolean
  thresholds: Record<string, number>
}

const stored = z.record(z.string(), z.number()).catch({})

/** Thresholds of a rule with what was stored in their place, where it still lies within the bounds. */
function merged(kind: RuleKind, values: Record<string, number>): Record<string, number> {
  const { thresholds } = ruleOf(kind)
  const own = Object.entries(values).filter(([name, value]) => {
    const bounds = thresholds[name]
    return bounds && value >= bounds.least && value <= bounds.most
  })
  return { ...initialOf(ruleOf(kind)), ...Object.fromEntries(own) }
}

/** What holds for every rule. */
export async function readRuleSettings(
  db: CompanyDatabase,
): Promise<ReadonlyMap<RuleKind, RuleSetting>> {
  const rows = new Map((await db.signalRule.findMany()).map((row) => [row.kind, row]))
  return new Map(
    ruleKinds.map((kind) => {
      const row = rows.get(kind)
      const thresholds = merged(kind, row ? stored.parse(row.thresholds) : {})
      return [kind, { isOn: row?.isOn ?? true, thresholds }]
    }),
  )
}

/** "days 7, pulls 1": a line of numbers, as the audit keeps it. */
const line = (thresholds: Record<string, number>) =>
  Object.entries(thresholds)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** Sets a rule; nothing happens where it is so already. */
export async function changeRule(
  db: CompanyDatabase,
  kind: RuleKind,
  wanted: RuleSetting,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<void> {
  const before = (await readRuleSettings(db)).get(kind)!
  const thresholds = merged(kind, wanted.thresholds)
  const [old, now] = [line(before.thresholds), line(thresholds)]
  if (before.isOn === wanted.isOn && old === now) return
  const { companyId } = db
  const data = { isOn: wanted.isOn, thresholds, changedAt: new Date() }
  await db.signalRule.upsert({
    where: { companyId_kind: { companyId, kind } },
    create: { companyId, kind, ...data },
    update: data,
  })
  await record(db, {
    ...{ action: 'signal-rule.changed', actorId, from },
    before: { kind, isOn: before.isOn, thresholds: old },
    after: { kind, isOn: wanted.isOn, thresholds: now },
  })
}
