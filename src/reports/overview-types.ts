/** What the overview prints. Numbers are raw; the view gives them units and the company's time zone. */

import type { TypeGroup } from '../commit-types/type-groups.js'

export type { TypeGroup }

/**
 * One stretch of a verdict: facts in ink, good in green, the exception underlined and linked. The
 * stretches are printed one after the other as they are: spaces and full stops belong to the text.
 */
export interface VerdictPart {
  text: string
  tone: 'muted' | 'fact' | 'good' | 'bad' | 'exception'
  href?: string
}

export type TileKey = 'commits' | 'contributors' | 'lines' | 'tests' | 'complexity'

export interface Tile {
  key: TileKey
  label: string
  /** null: nothing in the period can carry this number (shown as a dash with the reason). */
  value: number | null
  /** With '%' the value is 0 to 100. */
  unit: '' | '%' | 'per 100 lines'
  /**
   * Change against the period before. 'percent' is relative (18 is 18% more), 'points' are
   * percentage points, 'difference' is in the tile's own unit. null: no comparable period.
   */
  delta: { kind: 'percent' | 'points' | 'difference'; value: number; good: boolean | null } | null
  /** The rows behind the number. */
  href: string
  /** Shows this metric in the chart beneath. */
  chartHref: string
  isCurrent: boolean
}

/** The picked metric by week; a week without a value is null. The last week may still be running. */
export interface WeeklyLine {
  metric: TileKey
  title: string
  unit: Tile['unit']
  weeks: string[]
  values: (number | null)[]
  before: (number | null)[] | null
  lastWeekUnfinished: boolean
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
  line: WeeklyLine
  work: WorkByWeek
  repositories: RepositoryRow[]
  folders: FolderRow[]
  analyses: AnalysisRow[]
  /** Commits by weekday (Monday first) and hour of the author's own clock. */
  hours: number[][]
  /** Why there is nothing to show, or null. */
  empty: 'no-repositories' | 'reading' | 'failed' | 'no-commits' | null
}
