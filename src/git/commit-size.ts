/** The largest commit that is measured: above any import of a large project known to us. */
export const commitLimits = {
  files: 100_000,
  pathBytes: 32 * 1024 * 1024,
  lines: 50_000_000,
}

/** How large a commit has turned out to be so far. */
export class CommitSize {
  #files = 0
  #pathBytes = 0
  #lines = 0

  constructor(private readonly limits: typeof commitLimits = commitLimits) {}

  addFile(pathBytes: number): void {
    this.#files++
    this.#pathBytes += pathBytes
  }

  addLines(lines: number): void {
    this.#lines += lines
  }

  get isOversized(): boolean {
    const { files, pathBytes, lines } = this.limits
    return this.#files > files || this.#pathBytes > pathBytes || this.#lines > lines
  }
}
