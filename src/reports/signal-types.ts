/** What the pages of signals and their rules print. */

import type { RuleGroup, Threshold } from '../signals/signal.js'
import type { VerdictPart } from './overview-types.js'

/** A signal with what it rests on. */
export interface SignalItem {
  /** The place of it on its page. */
  anchor: string
  tone: 'good' | 'warn' | 'bad'
  icon: string
  title: string
  evidence: string
  rule: string
  counts: string
  /** "Days without a change: 7 days" */
  limits: string[]
  /** The list of its rows, and some of them one by one. */
  href: string | null
  examples: { text: string; detail: string; href: string | null }[]
  /** What a dismissal knows it by. */
  kind: string
  subject: string
  mark: string
}

export interface DismissedRow {
  id: string
  /** The rule alone where nothing calls for the signal any more. */
  title: string
  /** Whether it would be shown. */
  isStanding: boolean
  reason: string
  by: string
  at: Date
  /** Null: until it changes. */
  until: Date | null
}

export interface SignalsPage {
  verdict: VerdictPart[]
  updatedAt: Date | null
  signals: SignalItem[]
  dismissed: DismissedRow[]
  mayDismiss: boolean
  mayRule: boolean
  /** Nothing was read yet. */
  isUnread: boolean
  /** A form that came back. */
  form: { anchor: string; reason: string; error: string } | null
}

export interface RuleRow {
  kind: string
  title: string
  group: RuleGroup
  icon: string
  counts: string
  isOn: boolean
  /** Whether the company has said something of its own. */
  isOwn: boolean
  fields: (Threshold & { name: string; value: string; error: string | null })[]
}

export interface RulesPage {
  groups: { title: string; rules: RuleRow[] }[]
  mayChange: boolean
  problem: string | null
}
