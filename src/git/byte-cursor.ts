const lineFeed = 10

/** A place in a stream that arrives in chunks: the bytes at hand and how far they are read. */
export class ByteCursor {
  bytes: Buffer = Buffer.alloc(0)
  position = 0

  /** Appends a chunk to what was not read yet. */
  feed(chunk: Buffer): void {
    const unread = this.bytes.length - this.position
    this.bytes = unread > 0 ? Buffer.concat([this.bytes.subarray(this.position), chunk]) : chunk
    this.position = 0
  }

  get isEmpty(): boolean {
    return this.position >= this.bytes.length
  }

  /** Goes past the next line feed and says true, or to the end of the bytes and says false. */
  skipLine(): boolean {
    const end = this.bytes.indexOf(lineFeed, this.position)
    this.position = end === -1 ? this.bytes.length : end + 1
    return end !== -1
  }

  /**
   * Goes past `count` line feeds or to the end of the bytes; gives back how many it passed. A plain
   * loop: lines of code are too short for a call of indexOf each.
   */
  skipLines(count: number): number {
    const { bytes } = this
    const length = bytes.length
    let position = this.position
    let passed = 0
    while (passed < count && position < length) {
      if (bytes[position++] === lineFeed) passed++
    }
    this.position = position
    return passed
  }
}
