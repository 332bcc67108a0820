/** COPY's text format: a row a line, a tab between cells, \N for null. */
const escapes: Record<string, string> = {
  ...{ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
}
const written: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A cell's text; null for null. */
export function readCell(cell: string): string | null {
  if (cell === '\\N') return null
  if (!cell.includes('\\')) return cell
  return cell.replace(/\\(.)/gs, (_, char: string) => escapes[char] ?? char)
}

export const writeCell = (text: string | null): string =>
  text === null ? '\\N' : text.replace(/[\\\n\r\t]/g, (char) => written[char]!)

/** Lines of a stream of bytes, without their ends; no more than one piece and one line are held. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = []
  for await (const chunk of stream) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, end)
      yield rest.length > 0
        ? Buffer.concat([...rest, piece]).toString('utf8')
        : piece.toString('utf8')
      rest = []
      from = end + 1
    }
    if (from < chunk.length) rest.push(Buffer.from(chunk.subarray(from)))
  }
}
