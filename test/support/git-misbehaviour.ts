import type { ServerResponse } from 'node:http'

const packet = (text: string) => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`

/** A list of branches that never ends, as fast as it is read. */
export function sendEndlessRefs(response: ServerResponse): void {
  response.setHeader('content-type', 'application/x-git-upload-pack-advertisement')
  const hash = 'a'.repeat(40)
  response.write(`${packet('# service=git-upload-pack\n')}0000`)
  response.write(packet(`${hash} HEAD\0multi_ack side-band-64k ofs-delta\n`))
  let count = 0
  const send = () => {
    while (!response.destroyed) {
      const lines = Array.from({ length: 1000 }, () =>
        packet(`${hash} refs/heads/branch-${String(count++).padStart(12, '0')}\n`),
      )
      if (!response.write(lines.join(''))) break
    }
  }
  response.on('drain', send)
  send()
}

/** Keep-alive packets of a pack that never comes. */
export function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('0005\x01'), 20)
  response.on('close', () => clearInterval(timer))
}

/** Overwrites the number of objects at the head of a pack, if it begins in these bytes. */
export function lieAboutSize(bytes: Buffer): void {
  const start = bytes.indexOf('PACK')
  if (start !== -1 && bytes.length >= start + 12) bytes.writeUInt32BE(2_000_000_000, start + 8)
}
