import type { CompanyDatabase } from '../database/company.js'
import type { TeamSize } from '../metrics/team-delivery.js'
import type { Viewer } from './viewer.js'

/** Where to look: the filters of a page but its days, which every rule has of its own. */
export interface Place {
  repositoryId: bigint | null
  teamId: bigint | null
  developerId: bigint | null
  bots: boolean
}

/** What a rule is told. */
export interface Looked {
  place: Place
  now: Date
  /** The date it is in the company's zone. */
  today: string
  viewer: Viewer
  /** Teams in use, by name. */
  teams: readonly TeamSize[]
}

/** One row behind a finding, and where it leads. */
export interface Evidence {
  text: string
  detail: string
  /** Null where the visitor may not open it. */
  path: string | null
}

/** What a rule has found, in words that stand by themselves. */
export interface Finding {
  /** What it is about: with its rule, the name that a dismissal knows it by. */
  subject: string
  tone: 'good' | 'warn' | 'bad'
  /** The numbers behind these days may be old: nothing is praised meanwhile. */
  isStale?: boolean
  /** How far it lies beyond its threshold, 1 being at it. */
  weight: number
  /** A clause without a full stop: it ends the verdict. */
  title: string
  /** The sentence that says why, with counts. */
  evidence: string
  /** Its look: while it stays, so does a dismissal "until it changes". */
  mark: string
  /** The list of the rows; a narrowing is a query parameter. */
  rows: { path: string; narrowing: Record<string, string> } | null
  examples: Evidence[]
}

/** A number that a company can set. */
export interface Threshold {
  label: string
  unit: 'days' | 'hours' | '%' | 'points' | ''
  least: number
  most: number
  initial: number
}

/** Problems of sources, what needs a look, and what went well. */
export type RuleGroup = 'source' | 'attention' | 'good'

/** A rule: one file each. */
export interface Rule<Name extends string = string> {
  title: string
  group: RuleGroup
  icon: string
  /** How it is counted and what it leaves out, in plain words. */
  counts: string
  thresholds: Record<Name, Threshold>
  /** Whether it says something about the changes of one person; most do not, and are left out then. */
  isOfOne?: boolean
  find(db: CompanyDatabase, looked: Looked, at: Record<Name, number>): Promise<Finding[]>
}

/** The thresholds of a rule as they are when nobody has set them. */
export const initialOf = (rule: Rule): Record<string, number> =>
  Object.fromEntries(Object.entries(rule.thresholds).map(([name, { initial }]) => [name, initial]))

/** The changes that a finding's row is worked out between. */
export interface Stretches {
  now: { from: string; to: string }
  before: { from: string; to: string }
}
