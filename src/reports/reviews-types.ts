/** What the page on reviews prints. Shares run from 0 to 1. */

import type { OpenCard, SpreadRow } from './delivery-types.js'
import type { FigureKey } from './figure-kinds.js'
import type { Tile, VerdictPart, WeeklyLine } from './overview-types.js'

/** How the reviews inside a team are shared out. */
export interface TeamLoad {
  id: string
  name: string
  reviews: number
  /** How many people reviewed. */
  reviewers: number
  /** Fewer than ten reviews, or too few people: no share is told. */
  isTooLittle: boolean
  /** By name; null where the visitor may not see names. */
  people: { name: string; reviews: number; share: number; isHigh: boolean; href: string }[] | null
  /** The largest share of one person. */
  largest: number
}

/** Who reviews whom in one team: rows are reviewers, columns authors, both by name. */
export interface ReviewMatrix {
  team: string
  /** Everybody who reviewed or was reviewed. */
  names: string[]
  /** By reviewer, then author: pull requests; null is oneself. */
  cells: (number | null)[][]
  reviews: number
}

export interface ReviewsPage {
  verdict: VerdictPart[]
  updatedAt: Date | null
  tiles: Tile[]
  line: WeeklyLine & { metric: FigureKey }
  /** By the teams' names. */
  loads: TeamLoad[]
  /** Null where no team is picked, or names may not be seen. */
  matrix: ReviewMatrix | null
  /** Links that pick a team. */
  teams: { name: string; href: string }[]
  showsNames: boolean
  waiting: OpenCard
  depth: SpreadRow[]
  rounds: SpreadRow[]
  /** The visitor's role shows them rows of their own only. */
  isOwn: boolean
  empty: boolean
}
