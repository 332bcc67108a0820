import { createHash } from 'node:crypto'

/** Before the first entry there is nothing. */
export const beginning: Uint8Array<ArrayBuffer> = new Uint8Array(32)

/** A field's value: nothing that JSON could print in two ways. */
export type Scalar = string | number | boolean | null
export type Fields = Record<string, Scalar>

/** All of an entry that the chain protects. */
export interface ChainedContent {
  companyId: bigint
  at: Date
  action: string
  actorId: bigint | null
  subjectType: string | null
  subjectId: bigint | null
  before: Fields | null
  after: Fields | null
  requestId: string | null
  actorTrace: Uint8Array | null
  subjectTrace: Uint8Array | null
}

export const sha256 = (...parts: (Uint8Array | string)[]): Uint8Array<ArrayBuffer> => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

const number = (id: bigint | null) => (id === null ? null : String(id))
const hex = (bytes: Uint8Array | null) =>
  bytes === null ? null : Buffer.from(bytes).toString('hex')
const sorted = (fields: Fields | null) =>
  fields === null ? null : Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))

/** An entry in the one way it can be written: whatever the database does to JSON, this stays. */
function written(entry: ChainedContent): string {
  return JSON.stringify([
    ...['codevisto audit 1', number(entry.companyId), entry.at.toISOString(), entry.action],
    ...[number(entry.actorId), entry.subjectType, number(entry.subjectId)],
    ...[sorted(entry.before), sorted(entry.after), entry.requestId],
    ...[hex(entry.actorTrace), hex(entry.subjectTrace)],
  ])
}

/**
 * The digest of an entry: SHA-256 of the digest before it and its own content. Its position is left
 * out, so that an entry which was only moved still proves to be whole.
 */
export function digestOf(previous: Uint8Array, entry: ChainedContent): Uint8Array<ArrayBuffer> {
  return sha256(previous, written(entry))
}

export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  Buffer.compare(one, other) === 0
