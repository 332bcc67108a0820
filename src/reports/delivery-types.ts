/** What the page on delivery prints. Times in hours, shares from 0 to 1. */

import type { PhaseName } from '../metrics/phase-shares.js'
import type { FigureKey } from './figure-kinds.js'
import type { Tile, VerdictPart, WeeklyLine } from './overview-types.js'
import type { PullRow } from './pull-requests.js'

/** Where the time goes, week by week. Each pull request counts the same. */
export interface PhaseWeeks {
  weeks: string[]
  /** Sums of shares by week: nought in weeks with fewer than 5. */
  series: { phase: PhaseName; label: string; values: number[]; share: number }[]
  weekHrefs: string[]
  lastWeekUnfinished: boolean
  finding: string
  /** Pull requests that it is worked out from. */
  pulls: number
}

/** A phase, or the whole cycle; null with fewer than 5. */
export interface PhaseRow {
  phase: PhaseName | 'cycle'
  label: string
  median: number | null
  low: number | null
  high: number | null
  p90: number | null
  /** Null of the cycle: it is all of it. */
  share: number | null
  delta: Tile['delta']
}

/** A band or size of pull requests, and its rows. */
export interface SpreadRow {
  key: string
  label: string
  pulls: number
  share: number
  href: string
}

export interface PullSizeRow extends SpreadRow {
  /** "10–29 lines" */
  lines: string
  cycle: number | null
  firstReview: number | null
}

/** An open pull request that waits. */
export interface OpenRow {
  title: string
  number: number
  repository: string
  author: string | null
  byBot: boolean
  href: string
  url: string
  readyAt: Date
  days: number
  isReviewed: boolean
  size: string | null
}

export interface OpenCard {
  rows: OpenRow[]
  total: number
  href: string
}

export interface DeliveryPage {
  verdict: VerdictPart[]
  updatedAt: Date | null
  tiles: Tile[]
  line: WeeklyLine & { metric: FigureKey }
  phases: PhaseWeeks
  phaseRows: PhaseRow[]
  spread: SpreadRow[]
  sizes: PullSizeRow[]
  slowest: PullRow[]
  stuck: OpenCard
  /** The visitor's role shows them rows of their own only. */
  isOwn: boolean
  /** Nothing was merged here in the period, and nothing is open. */
  empty: boolean
}
