import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.js'

/** The key that signs checkpoints, and the name it goes by. */
export interface CheckpointKey {
  id: string
  bytes: Uint8Array
}

/** A word on the chain that can be signed. */
export interface CheckpointWord {
  companyId: bigint
  position: bigint
  closes: boolean
  digest: Uint8Array
  at: Date
}

/**
 * Derives the key that signs checkpoints (HKDF-SHA-256, RFC 5869). It never stands in the database: who
 * can change every row there still cannot sign.
 */
export function checkpointKey(secret: string): CheckpointKey {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, '', 'codevisto audit checkpoints 1', 32))
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes }
}

/** This installation's key; null where it has no secret, as in a lone process in development. */
export function keyOf({
  masterKey,
  sessionSecret,
}: Pick<Config, 'masterKey' | 'sessionSecret'>): CheckpointKey | null {
  const secret = masterKey ?? sessionSecret
  return secret === null ? null : checkpointKey(secret)
}

/** HMAC-SHA-256 of a checkpoint. */
export function signatureOf(key: CheckpointKey, word: CheckpointWord): Uint8Array<ArrayBuffer> {
  const { companyId, position, closes, digest, at } = word
  const hex = Buffer.from(digest).toString('hex')
  const text = [companyId, position, closes ? 'closes' : 'anchors', hex, at.toISOString(), key.id]
  return new Uint8Array(createHmac('sha256', key.bytes).update(text.join('\n')).digest())
}

/** Whether this key signed this word. */
export function isSignedBy(
  key: CheckpointKey,
  { signature, ...word }: CheckpointWord & { signature: Uint8Array },
): boolean {
  const right = signatureOf(key, word)
  return signature.length === right.length && timingSafeEqual(signature, right)
}
