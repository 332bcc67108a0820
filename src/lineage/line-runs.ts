/** Where a line comes from: a commit by its number in the window, or one of these. */
export const beforeWindow = -1
export const unknownOrigin = -2

/** A file ends here: no line follows. */
const nothing = -3

/**
 * The lines of one version of a file as runs of lines that one commit touched last. Never changed: the
 * next version is a new one, so that branches can share it.
 */
export class LineRuns {
  /** A file the window has not touched, and one nothing is known of: as long as it may be. */
  static readonly untouched = new LineRuns([], beforeWindow)
  static readonly unknown = new LineRuns([], unknownOrigin)
  /** A file that is not there yet. */
  static readonly none = new LineRuns([], nothing)

  constructor(
    /** Lines and their origin, in turn. */
    readonly pairs: readonly number[],
    /** The origin of all lines behind those. */
    readonly rest: number,
  ) {}

  /** Calls `see` for every run that a commit of the window is the origin of, or nobody knows. */
  forEach(see: (lines: number, origin: number) => void): void {
    for (let at = 0; at < this.pairs.length; at += 2) see(this.pairs[at]!, this.pairs[at + 1]!)
  }
}

/** Reads runs from the top. */
export class RunCursor {
  #at = 0
  #left: number

  constructor(private readonly runs: LineRuns) {
    this.#left = runs.pairs[0] ?? 0
  }

  /** Goes past `lines` lines and tells what they are. Lines that should not be there are unknown. */
  take(lines: number, see: (lines: number, origin: number) => void): void {
    const { pairs, rest } = this.runs
    let wanted = lines
    while (wanted > 0 && this.#at < pairs.length) {
      const taken = Math.min(wanted, this.#left)
      see(taken, pairs[this.#at + 1]!)
      wanted -= taken
      this.#left -= taken
      if (this.#left === 0) {
        this.#at += 2
        this.#left = pairs[this.#at] ?? 0
      }
    }
    if (wanted > 0) see(wanted, rest === nothing ? unknownOrigin : rest)
  }

  /** All that was not taken, as runs of their own, put behind what `writer` holds. */
  finish(writer: RunWriter): LineRuns {
    const { pairs, rest } = this.runs
    if (this.#at < pairs.length) {
      writer.add(this.#left, pairs[this.#at + 1]!)
      for (let at = this.#at + 2; at < pairs.length; at += 2) writer.add(pairs[at]!, pairs[at + 1]!)
    }
    return writer.end(rest)
  }
}

/** Puts runs together, one that goes on with the same origin into one. */
export class RunWriter {
  readonly #pairs: number[] = []
  lines = 0

  add(lines: number, origin: number): void {
    if (lines <= 0) return
    const last = this.#pairs.length - 1
    this.lines += lines
    if (this.#pairs[last] === origin) this.#pairs[last - 1]! += lines
    else this.#pairs.push(lines, origin)
  }

  /** @param rest the origin of whatever follows, as in the runs that were read */
  end(rest: number = nothing): LineRuns {
    // Lines before a rest of the same origin need no run of their own.
    while (this.#pairs.length > 0 && this.#pairs.at(-1) === rest) this.#pairs.splice(-2)
    return new LineRuns(this.#pairs, rest)
  }
}
