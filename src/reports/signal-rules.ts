import type { CompanyDatabase } from '../database/company.js'
import { readRuleSettings } from '../signals/rule-settings.js'
import { type RuleKind, ruleKinds, ruleOf } from '../signals/rules.js'
import type { RuleGroup } from '../signals/signal.js'
import type { RuleRow, RulesPage } from './signal-types.js'

const titles: Record<RuleGroup, string> = {
  ...{ source: 'Sources', attention: 'Worth a look', good: 'Went well' },
}

/** A form that came back: which rule's, what was typed, and what is wrong with it. */
export interface SentRule {
  kind: RuleKind
  isOn: boolean
  values: Record<string, string>
  errors: Record<string, string>
}

/** `/settings/rules`: every rule with its thresholds. */
export async function signalRules(
  db: CompanyDatabase,
  sent: SentRule | null,
): Promise<Omit<RulesPage, 'mayChange'>> {
  const settings = await readRuleSettings(db)
  const row = (kind: RuleKind): RuleRow => {
    const { title, group, icon, counts, thresholds } = ruleOf(kind)
    const setting = settings.get(kind)!
    const own = sent?.kind === kind ? sent : null
    const isOwn = Object.entries(thresholds).some(
      ([name, { initial }]) => setting.thresholds[name] !== initial,
    )
    return {
      ...{ kind, title, group, icon, counts, isOwn: isOwn || !setting.isOn },
      isOn: own?.isOn ?? setting.isOn,
      fields: Object.entries(thresholds).map(([name, threshold]) => ({
        ...{ ...threshold, name, error: own?.errors[name] ?? null },
        value: own?.values[name] ?? String(setting.thresholds[name]),
      })),
    }
  }
  const rows = ruleKinds.map(row)
  return {
    problem: sent ? 'One rule was not saved.' : null,
    groups: (Object.keys(titles) as RuleGroup[]).map((group) => ({
      title: titles[group],
      rules: rows.filter((one) => one.group === group),
    })),
  }
}
