import { createHash } from 'node:crypto'

/** The key of a text that can be long: SHA-256 of its parts with a NUL between them. */
export function digestOf(...parts: string[]): Buffer {
  return createHash('sha256').update(parts.join('\0')).digest()
}
