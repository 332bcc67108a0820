/** What the page on the code's health prints. Shares run from 0 to 1, `tested` from 0 to 100. */

import type { Rework } from '../metrics/rework.js'
import type { Tile, VerdictPart, WeeklyLine } from './overview-types.js'

/** One repository: its grades and why, and how many people know most of it. */
export interface HealthRow {
  id: string
  name: string
  href: string
  commitsHref: string
  graded: number
  /** "A" to "E"; null with fewer than 20 graded changes. */
  median: string | null
  shares: { grade: string; share: number; changes: number; href: string }[]
  /** What weighs on the grades, the heaviest first. */
  reasons: { text: string; href: string | null }[]
  complexity: number | null
  tested: number | null
  /** Null with fewer than five files, or where lines were not followed yet. */
  busFactor: number | null
}

export interface HealthPage {
  verdict: VerdictPart[]
  updatedAt: Date | null
  complexity: { value: number | null; delta: Tile['delta']; line: WeeklyLine }
  tests: {
    tested: number | null
    delta: Tile['delta']
    testable: number
    untested: number
    untestedHref: string
    testShare: number | null
    line: WeeklyLine
  }
  repositories: HealthRow[]
  hotSpots: { repository: string; href: string; path: string; commits: number; points: number }[]
  couplings: { repository: string; href: string; path: string; other: string; degree: number }[]
  rework: Pick<Rework, 'rate' | 'reworkedLines' | 'baseLines' | 'commits' | 'unknownCommits'>
  /** A team or a person is filtered by, which whole files and repositories know nothing of. */
  isOfSome: boolean
  empty: boolean
}
