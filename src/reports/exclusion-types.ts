/** What the pages of the exclusions print. */

export type ExclusionKind = 'commit' | 'path' | 'repository'

export interface ExclusionRow {
  id: string
  kind: ExclusionKind
  /** A short hash, a pattern, or the repository's name. */
  what: string
  /** Null for a pattern of all repositories. */
  repository: string | null
  reason: string
  madeBy: string | null
  madeAt: Date
  undoneBy: string | null
  undoneAt: Date | null
}

/** The form, as it stands at first or as it came back. */
export interface ExclusionForm {
  values: Partial<Record<'kind' | 'repository' | 'target' | 'reason', string>>
  errors: Partial<Record<'kind' | 'repository' | 'target' | 'reason', string>>
  problem: string | null
  repositories: { id: string; name: string }[]
}

export interface ExclusionsPage {
  inForce: ExclusionRow[]
  undone: ExclusionRow[]
  mayChange: boolean
  form: ExclusionForm
}

/** What an exclusion would do, before it is confirmed. */
export interface ExclusionPreview {
  sentence: string
  examples: string[]
  /** Nothing stored would change: fine for a pattern that looks ahead, odd otherwise. */
  isEmpty: boolean
}

export interface NewExclusionPage {
  form: ExclusionForm
  preview: ExclusionPreview | null
}
