import type { ServerResponse } from 'node:http'
import type { Answer } from './exchange.js'
import type { FaultKind } from './fault.js'

/** Writes an answer, and damages it on the way where a fault says so. */
export function send(response: ServerResponse, answer: Answer, damage: FaultKind | null): void {
  if (damage === 'silent') return
  const { status, headers = {}, body } = answer
  const isText = typeof body === 'string'
  const bytes = Buffer.from(body === undefined ? '' : isText ? body : JSON.stringify(body))
  const type = isText ? {} : { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, body === undefined ? headers : { ...type, ...headers })
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2))
  if (damage === 'truncated') {
    response.write(half, () => response.destroy())
  } else if (damage === 'stalled') {
    response.write(half)
  } else if (damage === 'endless') {
    goOn(response, Buffer.alloc(1 << 20, ' '))
  } else {
    response.end(bytes)
  }
}

function goOn(response: ServerResponse, part: Buffer): void {
  const more = () => {
    while (!response.destroyed && response.write(part)) {}
  }
  response.on('drain', more)
  more()
}
