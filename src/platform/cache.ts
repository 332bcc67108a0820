import { createHash } from 'node:crypto'

/** All that a cache may hold: numbers, booleans, ids, nothing that somebody could read. */
export type Scalar = number | boolean | bigint | null

/** Numbers kept for a company until they are too old, or until what they were made of has changed. */
export interface Cache {
  /** The value under a key; undefined where there is none, or the store is away. */
  read(key: CacheKey): Promise<unknown>
  /** Keeps a value. @throws TypeError where it holds anything but scalars */
  write(key: CacheKey, value: unknown, ttlSeconds: number): Promise<void>
}

/** A key as {@link cacheKey} makes it; no other is taken. */
export type CacheKey = string & { readonly made: unique symbol }

/** No entry is older, whatever it was made for: within an hour a forgotten one is gone. */
export const longestTtlSeconds = 3_600

const words = (_name: string, value: unknown) =>
  typeof value === 'bigint' ? `${value}n` : value instanceof Date ? value.toISOString() : value

/**
 * A key of one company. What was asked can be anything, words of a search too, and stands in it as a
 * digest only.
 */
export function cacheKey(companyId: bigint, entry: string, asked: readonly unknown[]): CacheKey {
  if (typeof companyId !== 'bigint') throw new TypeError('A key belongs to a company.')
  const digest = createHash('sha256').update(JSON.stringify(asked, words)).digest('base64url')
  return `codevisto:cache:${companyId}:${entry}:${digest}` as CacheKey
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['boolean', 'bigint'].includes(typeof value) || Number.isFinite(value)

const fieldName = /^[a-z][A-Za-z0-9]{0,39}$/

/** @throws TypeError where a value is, or holds, anything but scalars */
export function encodeFlat(value: unknown): string {
  const refuse = (): never => {
    throw new TypeError(
      'A cache holds numbers, booleans and ids, one level deep, and nothing else.',
    )
  }
  if (!isScalar(value)) {
    if (typeof value !== 'object') refuse()
    if (!Array.isArray(value) && !Object.keys(value as object).every((key) => fieldName.test(key)))
      refuse()
    if (!Object.values(value as object).every(isScalar)) refuse()
  }
  return JSON.stringify(value, words)
}

/** What was encoded; undefined for anything else that may stand there. */
export function decodeFlat(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text, (_name, part) =>
      typeof part === 'string' && /^-?\d{1,19}n$/.test(part) ? BigInt(part.slice(0, -1)) : part,
    )
    encodeFlat(value)
    return value
  } catch {
    return undefined
  }
}
