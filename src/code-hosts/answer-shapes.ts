import { toUSVString } from 'node:util'
import { z } from 'zod'

/** A point in time as hosts write it: ISO 8601. */
export const instant = z
  .string()
  .refine((value) => /^\d{4}-\d\d-\d\d[T ]/.test(value) && !Number.isNaN(Date.parse(value)))
  .transform((value) => new Date(value))

/** A name or title: a line that the database takes. */
export const line = z
  .string()
  .transform((value) => toUSVString(value.slice(0, 1_000)).replace(/\p{Cc}+/gu, ' '))

/** Numbers of pull requests, and of lines and files in one. */
export const count = z.int().min(0).max(2_147_483_647)

/** Numbers and uuids, as one word. */
export const id = z.union([z.int(), z.string().min(1).max(200)]).transform(String)

export const hash = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
