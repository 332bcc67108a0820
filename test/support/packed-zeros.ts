import { createHash } from 'node:crypto'
import { constants, deflateRawSync } from 'node:zlib'

const million = 1_000_000
const adlerBase = 65_521

/**
 * A loose blob of so many million zero bytes as git stores it (zlib): the same packed million over
 * and over, so that gigabytes take a second.
 */
export function packedZeros(millions: number): { id: string; packed: Buffer } {
  const head = Buffer.from(`blob ${millions * million}\0`)
  const zeros = Buffer.alloc(million)
  const hash = createHash('sha1').update(head)
  for (let count = 0; count < millions; count++) hash.update(zeros)
  const piece = (bytes: Buffer) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH })
  const body = Array<Buffer>(millions).fill(piece(zeros))
  const packed = [Buffer.from([0x78, 0x01]), piece(head), ...body, deflateRawSync('')]
  return {
    id: hash.digest('hex'),
    packed: Buffer.concat([...packed, adler32(head, millions * million)]),
  }
}

/** zlib's checksum of `head` followed by so many zeros. */
function adler32(head: Buffer, zeros: number): Buffer {
  let [a, b] = [1, 0]
  for (const byte of head) {
    a = (a + byte) % adlerBase
    b = (b + a) % adlerBase
  }
  b = Number((BigInt(b) + BigInt(a) * BigInt(zeros)) % BigInt(adlerBase))
  const sum = Buffer.alloc(4)
  sum.writeUInt16BE(b, 0)
  sum.writeUInt16BE(a, 2)
  return sum
}
