/** What the list of commits prints. */

import type { TypeGroup } from './overview-types.js'

export interface CommitRow {
  hash: string
  subject: string
  /** Null where names are not shown. */
  author: string | null
  authoredAt: Date
  repository: string
  type: string
  /** The group whose colour the type has on charts. */
  group: TypeGroup
  /** How the type was told, e.g. "says so itself" or "all paths are docs". */
  typeReason: string
  additions: number
  deletions: number
  files: number
  complexityDelta: number | null
  /** Why nothing was measured (a merge, for instance), or null. */
  skipped: string | null
  isBot: boolean
  /** The AI agent that helped, or null. */
  agent: string | null
  /** Its own page, with the filters. */
  href: string
  /** Its page on the code host, or null where the host is not known. */
  url: string | null
  isExcluded: boolean
  /** Where it can be taken out of the numbers, for those who may. */
  excludeHref: string | null
}

export interface CommitsPage {
  rows: CommitRow[]
  /** The visitor's role shows them their own commits only. */
  isOwn: boolean
  total: number
  additions: number
  deletions: number
  /** Of these, the lines of code and test files: what the overview calls lines changed. */
  codeLines: number
  from: number
  newerHref: string | null
  olderHref: string | null
}
