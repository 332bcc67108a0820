import { ComplexityDelta } from '../complexity/complexity.js'
import { grammars } from '../complexity/grammars.js'
import { IndentDelta } from '../complexity/indentation.js'
import type { FileKind, PathFacts } from '../files/file-kinds.js'
import type { FileDiff, LineReader } from '../git/file-diff.js'
import type { HunkHeader } from '../git/hunk-header.js'
import { type KeptPath, keptPath, type PathBook } from './path-book.js'

/** How many lines at the top of a file may say that it is generated. */
const headLines = 5

/** What is measured on the lines of one file as they pass: complexity, and who wrote it. */
export class LineMeter implements LineReader {
  readonly everyLine: boolean
  readonly headLines = headLines
  readonly #complexity: ComplexityDelta | null
  readonly #indent: IndentDelta | null
  #linesSeen = 0
  #generated = false

  /** @param path what the file is called, and `facts` what that says of it */
  constructor(
    readonly path: KeptPath,
    readonly facts: PathFacts,
  ) {
    const counts = facts.kind === 'code' || facts.kind === 'test'
    const grammar = counts && facts.language ? grammars[facts.language] : undefined
    this.#complexity = grammar ? new ComplexityDelta(grammar) : null
    this.#indent = counts ? new IndentDelta() : null
    this.everyLine = counts
  }

  hunk({ firstAdded }: HunkHeader): void {
    this.#linesSeen = firstAdded - 1
    this.#complexity?.hunk()
    this.#indent?.hunk()
  }

  removed(bytes: Buffer, start: number, end: number): void {
    this.#complexity?.removed(bytes, start, end)
    this.#indent?.removed(bytes, start, end)
  }

  added(bytes: Buffer, start: number, end: number): void {
    if (this.#linesSeen++ < headLines && saysGenerated(bytes, start, end)) this.#generated = true
    this.#complexity?.added(bytes, start, end)
    this.#indent?.added(bytes, start, end)
  }

  get kind(): FileKind {
    return this.#generated && this.facts.kind !== 'vendored' ? 'generated' : this.facts.kind
  }

  /** Decision points, or null where they are not counted. */
  get complexityDelta(): number | null {
    return this.kind === this.facts.kind ? (this.#complexity?.delta ?? null) : null
  }

  /** Indent levels, or null where they are not counted. */
  get indentDelta(): number | null {
    return this.kind === this.facts.kind ? (this.#indent?.delta ?? null) : null
  }
}

/** `@generated`, or the sentence Go's tools agreed on. */
function saysGenerated(bytes: Buffer, start: number, end: number): boolean {
  const line = bytes.subarray(start, end)
  if (line.includes('@generated')) return true
  return line.includes('Code generated ') && line.includes('DO NOT EDIT')
}

/** A meter for a regular file; links and submodules hold no lines of their own. */
export function meterFor(file: FileDiff<LineMeter>, paths: PathBook): LineMeter | null {
  if (file.mode !== 'file' || file.status === 'T') return null
  const path = keptPath(file.path)
  return new LineMeter(path, paths.facts(path.path))
}
