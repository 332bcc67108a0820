/** What the page on a repository's history prints. */

import type { WeeklyLine } from './overview-types.js'

/**
 * Why a card shows what it shows: nothing was read yet, there is too little to tell anything, what is
 * here does not reach back far enough, nothing was found, or all is well.
 */
export type CardState = 'unread' | 'too-little' | 'not-enough-history' | 'none' | 'ready'

/** Whoever made a good part of a place's lines, and how much in words: never a rank. */
export interface KnowledgePerson {
  name: string
  part: 'most of it' | 'a large part' | 'a part'
}

export interface KnowledgeRow {
  /** "whole repository", a top-level folder, or "top level" for the files outside any. */
  place: string
  isWhole: boolean
  files: number
  lines: number
  /** Null with fewer than five files. */
  busFactor: number | null
  /** By name; empty where the visitor may not see names. */
  people: KnowledgePerson[]
  /** How many more have lines here. */
  others: number
}

export interface HistoryPage {
  id: string
  name: string
  href: string
  /** ISO days; null is all of it, or nothing where the reading beside it is null. */
  horizon: {
    commitsFrom: string | null
    commitsReadAt: Date | null
    linesFrom: string | null
    linesReadAt: Date | null
    commits: number
  }
  hotSpots: {
    state: CardState
    rows: { path: string; commits: number; decisionPoints: number; score: number }[]
  }
  couplings: {
    state: CardState
    rows: { path: string; other: string; shared: number; degree: number }[]
  }
  knowledge: {
    state: CardState
    rows: KnowledgeRow[]
    showsNames: boolean
    /** All of the history is here. */
    isWhole: boolean
    /** Bus factor by degree of authorship; null without all of the history, or with too much. */
    byAuthorship: number | null
  }
  rework: {
    state: CardState
    /** 0 to 1. */
    rate: number | null
    reworkedLines: number
    baseLines: number
    commits: number
    unknownCommits: number
    /** Null with too few weeks to draw. */
    line: WeeklyLine | null
  }
}
