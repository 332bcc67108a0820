import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { linesOf } from './copy-text.js'

/** Rows are sent once this many characters are waiting. */
const batch = 256 * 1024

/** Rows of a query, one by one, as COPY's text has them: never more than a piece of them is here. */
export const readRows = (client: pg.Client, query: string): AsyncGenerator<string> =>
  linesOf(client.query(copyTo(`COPY (${query}) TO STDOUT`)))

/**
 * Rows on their way into a table. Each piece is a statement of its own, so that neither side holds more:
 * PostgreSQL remembers every row of a statement until its foreign keys are checked.
 */
export class RowSink {
  #lines: string[] = []
  #length = 0
  rows = 0

  /** @param into the table and its columns, as SQL names them */
  constructor(
    private readonly client: pg.Client,
    private readonly into: string,
  ) {}

  async add(line: string): Promise<void> {
    this.#lines.push(line)
    this.#length += line.length
    this.rows += 1
    if (this.#length >= batch) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#lines.length === 0) return
    const text = `${this.#lines.join('\n')}\n`
    this.#lines = []
    this.#length = 0
    const stream = this.client.query(copyFrom(`COPY ${this.into} FROM STDIN`))
    stream.end(text)
    await once(stream, 'finish')
  }
}
