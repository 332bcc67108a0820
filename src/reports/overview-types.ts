/** What the overview prints. Numbers are raw; the view gives them units and the company's time zone. */

import type { TypeGroup } from '../commit-types/type-groups.js'
import type { MetricKey } from '../metrics/catalog.js'
import type { TileKey } from './tile-kinds.js'

export type { TileKey, TypeGroup }

/**
 * One stretch of a verdict: facts in ink, good in green, the exception underlined and linked. The
 * stretches are printed one after the other as they are: spaces and full stops belong to the text.
 */
export interface VerdictPart {
  text: string
  tone: 'muted' | 'fact' | 'good' | 'bad' | 'exception'
  href?: string
}

export interface Tile {
  key: MetricKey
  label: string
  /** null: nothing in the period can carry this number (shown as a dash with the reason). */
  value: number | null
  /** With '%' the value is 0 to 100. */
  unit: '' | '%' | 'h' | 'lines' | 'per person' | 'per 100 lines' | 'per pull request'
  /** How a change of it reads, and what is said where there is no value. */
  words: { more: string; less: string; nothing: string }
  /**
   * Change against the days it is compared with. 'percent' is relative (18 is 18% more), 'points' are
   * percentage points, 'difference' is in the tile's own unit. null: no comparable days.
   */
  delta: { kind: 'percent' | 'points' | 'difference'; value: number; good: boolean | null } | null
  /** The rows behind the number. */
  href: string
  /** Shows this metric in the chart beneath. */
  chartHref: string
  isCurrent: boolean
}

/** One metric by week; a week without a value is null. The last week may still be running. */
export interface WeeklyLine {
  title: string
  unit: Tile['unit']
  weeks: string[]
  values: (number | null)[]
  /** The middle half of each week, where the values are medians. */
  band: { low: (number | null)[]; high: (number | null)[] } | null
  /** What nine of ten lie under, each week. */
  p90?: (number | null)[]
  before: (number | null)[] | null
  /** "Period before" or "Year before" */
  beforeLabel: string
  lastWeekUnfinished: boolean
  /** The rows behind each week; empty where there are none to show. */
  weekHrefs: string[]
  /** The finding as a sentence, for the chart's description. */
  finding: string
}

export interface WorkByWeek {
  /** Mondays, ISO dates in the company's time zone. */
  weeks: string[]
  /** Shares run from 0 to 1. */
  series: { group: TypeGroup; label: string; values: number[]; share: number; href: string }[]
  /** The rows behind each week, one a week. */
  weekHrefs: string[]
  lastWeekUnfinished: boolean
  finding: string
}

export interface RepositoryRow {
  id: string
  name: string
  href: string
  commits: number
  commitsHref: string
  lines: number
  contributors: number
  /** Commits a week over the period, for the sparkline. */
  trend: number[]
  /** Shares from 0 to 1. */
  mix: { group: TypeGroup; share: number }[]
  state: 'waiting' | 'reading' | 'ready' | 'failed'
  stateHref: string | null
}

export interface FolderRow {
  repository: string
  folder: string
  commits: number
  /** Share of the period's measured commits that touch this folder, 0 to 1. */
  share: number
  href: string
}

/** Something worth a look, with its evidence. */
export interface SignalRow {
  tone: 'good' | 'warn' | 'bad'
  icon: string
  title: string
  evidence: string
  href: string
}

/** A team beside itself; the slowest stands first. */
export interface TeamRow {
  id: string
  name: string
  people: number
  href: string
  /** Hours; null with fewer than 5 merged pull requests. */
  cycle: number | null
  delta: Tile['delta']
  /** Median cycle by week, for the sparkline. */
  trend: number[]
  firstReview: number | null
  merged: number
  mergedHref: string
  mix: { group: TypeGroup; share: number }[]
  /** 'uncompared': there is no time before to put it beside. */
  status: 'improving' | 'steady' | 'slowing' | 'too-little' | 'uncompared'
}

export interface ReviewersCard {
  reviews: number
  /** Those with most reviews, or no names where the visitor may not see them. */
  people: { name: string; reviews: number; share: number; isHigh: boolean; href: string }[]
  /** Everybody else together. */
  others: { people: number; reviews: number; share: number } | null
}

export interface AnalysisRow {
  id: string
  repository: string
  href: string
  state: 'waiting' | 'running' | 'done' | 'failed'
  commitsRead: number
  commitsFound: number | null
  finishedAt: Date | null
  problem: string | null
}

export interface Overview {
  verdict: VerdictPart[]
  /** When the newest analysis that these numbers rest on ended. */
  updatedAt: Date | null
  tiles: Tile[]
  line: WeeklyLine & { metric: TileKey }
  work: WorkByWeek
  /** Those that are shown, and how many there are. */
  signals: SignalRow[]
  signalCount: number
  /** Null where the code host is not read. */
  reviewers: ReviewersCard | null
  /** Null without teams or pull requests. */
  teams: TeamRow[] | null
  repositories: RepositoryRow[]
  folders: FolderRow[]
  analyses: AnalysisRow[]
  /** Commits by weekday (Monday first) and hour of the author's own clock; null of too few people. */
  hours: number[][] | null
  /** Why there is nothing to show, or null. */
  empty: 'no-repositories' | 'reading' | 'failed' | 'no-commits' | null
}
