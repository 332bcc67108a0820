import type { Writable } from 'node:stream'
import { errorCode } from '../platform/errors.js'

/** So much is gathered before it is written: a write for every line would cost more than the line. */
const block = 65_536

/** Lines to a stream that may be slow, or closed by its reader (`| head`). */
export class LineOutput {
  #gathered = ''
  /** Why nothing more can be written, such as EPIPE; null while all is well. */
  failure: string | null = null

  constructor(
    private readonly stream: Writable,
    onFailure: () => void,
  ) {
    stream.on('error', (error) => {
      this.failure ??= errorCode(error) ?? 'unknown'
      onFailure()
    })
  }

  /** Resolves when the stream can take more; null when it can already. */
  write(line: string): Promise<void> | null {
    this.#gathered += `${line}\n`
    return this.#gathered.length < block ? null : this.flush()
  }

  async flush(): Promise<void> {
    const text = this.#gathered
    this.#gathered = ''
    if (text === '' || this.failure) return
    await new Promise<void>((resolve) => this.stream.write(text, () => resolve()))
  }
}
