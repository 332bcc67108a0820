import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { Problem } from './errors.js'

/**
 * Secrets at rest: AES-256-GCM with a random 96-bit nonce a value, written
 * `v1:key id:nonce:tag:ciphertext` in base64url. Where a value belongs (company, row, column) is
 * authenticated with it: a ciphertext that is moved to another row does not open there.
 */
export interface Secrets {
  /** Encrypts for one place, under the current key. */
  encrypt(text: string, place: Place): string
  /** @throws Error when it was changed, moved, or belongs to a key that is not here */
  decrypt(secret: string, place: Place): string
  /** The same under the current key, or null when it is under it already. */
  renew(secret: string, place: Place): string | null
}

/** Where a secret is kept. */
export interface Place {
  companyId: bigint
  /** `table.column` */
  column: string
  /** The row's own id within the company. */
  id: bigint
}

const cipher = 'aes-256-gcm'

// Each part is a number or a name without a colon: no two places read alike.
const associated = ({ companyId, column, id }: Place) =>
  Buffer.from(`codevisto:v1:${companyId}:${column}:${id}`)

const idOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 8)

function seal(key: Buffer, text: string, place: Place): string {
  const nonce = randomBytes(12)
  const sealing = createCipheriv(cipher, key, nonce).setAAD(associated(place))
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  const parts = [nonce, sealing.getAuthTag(), sealed].map((part) => part.toString('base64url'))
  return ['v1', idOf(key), ...parts].join(':')
}

function open(keys: Map<string, Buffer>, secret: string, place: Place): string {
  const [version, keyId, ...parts] = secret.split(':')
  const [nonce, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'))
  const key = keys.get(keyId ?? '')
  if (version !== 'v1' || parts.length !== 3 || nonce?.length !== 12 || tag?.length !== 16) {
    throw new Error('This is no secret of ours.')
  }
  if (!key) throw new Error(`The master key ${keyId} is not among those configured.`)
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: 16 })
  opening.setAAD(associated(place)).setAuthTag(tag)
  return Buffer.concat([opening.update(sealed!), opening.final()]).toString('utf8')
}

function readKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64')
  if (key.length === 32) return key
  throw new Problem('A master key is not 32 bytes in base64.', 'See .env.example.')
}

/**
 * Opens the secrets.
 * @param current what new secrets are encrypted with: 32 bytes in base64
 * @param old earlier keys, which still open what they encrypted
 */
export function openSecretBox(current: string, old: readonly string[] = []): Secrets {
  const key = readKey(current)
  const keys = new Map([...old.map(readKey), key].map((known) => [idOf(known), known]))
  return {
    encrypt: (text, place) => seal(key, text, place),
    decrypt: (secret, place) => open(keys, secret, place),
    renew(secret, place) {
      const text = open(keys, secret, place)
      return secret.startsWith(`v1:${idOf(key)}:`) ? null : seal(key, text, place)
    },
  }
}
