import type { ReaderMessage } from '../analysis/reader-protocol.js'

const lineFeed = 10

/**
 * The messages of a reader, one a line of JSON. Lines end at a line feed and nowhere else, and JSON
 * escapes it in content: no name or message of a repository can pass for a message of the reader's.
 * What follows the last line feed was cut off with the reader and is dropped.
 */
export async function* readMessages(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<ReaderMessage> {
  let held: Uint8Array[] = []
  for await (const chunk of stream) {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(lineFeed, start)
      if (end === -1) break
      held.push(chunk.subarray(start, end))
      const line = Buffer.concat(held).toString('utf8')
      held = []
      start = end + 1
      yield JSON.parse(line) as ReaderMessage
    }
    held.push(chunk.subarray(start))
  }
}
