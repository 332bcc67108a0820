/** More of one field is never kept in memory: of a message 4 KiB are kept. */
const fieldLimit = 65_536

/**
 * Cuts a stream into fields that end with a NUL. Nothing git prints between them holds one (it cuts
 * messages at a NUL itself), so no message can forge a field. A field's tail beyond the limit is
 * dropped as it passes, so that memory stays flat whatever its size.
 */
export class NulFields {
  #held: Buffer[] = []
  #heldBytes = 0;

  /** The fields that `chunk` completes. They may point into it: use them before the next read. */
  *feed(chunk: Buffer): Generator<Buffer> {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(0, start)
      if (end === -1) break
      yield this.#complete(chunk.subarray(start, end))
      start = end + 1
    }
    this.#hold(chunk.subarray(start))
  }

  #complete(rest: Buffer): Buffer {
    if (this.#held.length === 0) return rest
    this.#hold(rest)
    const field = Buffer.concat(this.#held)
    this.#held = []
    this.#heldBytes = 0
    return field
  }

  #hold(part: Buffer): void {
    const kept = part.subarray(0, Math.max(0, fieldLimit - this.#heldBytes))
    if (kept.length === 0) return
    this.#held.push(Buffer.from(kept))
    this.#heldBytes += kept.length
  }
}
