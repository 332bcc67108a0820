import { HostFault } from './host-fault.js'

/**
 * Reads a body to its end.
 * @param limit bytes, after decompression
 * @throws HostFault when it is larger; nothing is read on
 */
export async function readLimited(
  body: AsyncIterable<Uint8Array> | null,
  limit: number,
  hostname: string,
): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.byteLength
    if (size > limit) {
      const mebibytes = Math.ceil(limit / 1024 / 1024)
      throw new HostFault('too-large', `${hostname} answered with more than ${mebibytes} MiB.`)
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}
