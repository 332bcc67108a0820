import type { CommitType, TypeSource } from '../commit-types/commit-type.js'
import type { FileKind } from '../files/file-kinds.js'
import type { SkipReason } from './skip.js'

/** What a commit did to one file, in numbers. Lines are those of the diff without context. */
export interface MeasuredFile {
  path: string
  kind: FileKind
  language: string | null
  additions: number
  deletions: number
  binary: boolean
  renamedFrom: string | null
  /** Decision points added less removed; null where they are not counted (complexity.ts). */
  complexityDelta: number | null
  /** Indent levels added less removed; null where they are not counted (indentation.ts). */
  indentDelta: number | null
}

/** All that is kept of a commit: numbers and names, no line of code. */
export interface MeasuredCommit {
  hash: string
  parents: string[]
  authorName: string
  authorEmail: string
  /** What the repository's .mailmap makes of the author; null where it says nothing else. */
  mailmapName: string | null
  mailmapEmail: string | null
  /** A rule says that the author is no person (people/bot-rules.ts). */
  isBot: boolean
  /** The AI agent that the message names as helper (people/agent-trailers.ts), or null. */
  agent: string | null
  /** ISO 8601, UTC. */
  authoredAt: string
  authorOffsetMinutes: number
  committedAt: string
  subject: string
  type: CommitType
  typeSource: TypeSource
  /** 0 to 1. */
  typeConfidence: number
  /** Why it was not measured, or null. */
  skipped: SkipReason | null
  files: MeasuredFile[]
  additions: number
  deletions: number
  committerName: string
  committerEmail: string
  /** The whole message, 4 KiB at most. */
  message: string
  /** A date or an offset was impossible and has been clamped. */
  dateSuspect: boolean
  scope: string | null
  breaking: boolean
}
