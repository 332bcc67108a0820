import { z } from 'zod'
import { typeGroupNames } from '../commit-types/type-groups.js'
import { defaultPeriod, readPeriod } from '../metrics/period.js'
import { bandKeys } from '../metrics/pull-request-bands.js'
import { mergedHow } from '../metrics/pull-request-list.js'
import { figureKeys } from '../reports/figure-kinds.js'
import { comparisons, type Filters } from '../reports/filters.js'
import { tileKeys } from '../reports/tile-kinds.js'
import { grades, sizeNames } from '../roll-ups/columns.js'
import { invalid } from './faults.js'

const id = z
  .string()
  .regex(/^\d{1,18}$/)
  .or(z.literal(''))
  .optional()

/** Every query parameter that pages know. Given twice it is an array, and refused. */
const shape = z.object({
  p: z.string().max(30).optional(),
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional(),
  ...{ repo: id, team: id, dev: id },
  vs: z.enum(['', ...comparisons]).optional(),
  table: z
    .string()
    .regex(/^[a-z-]{1,30}$/)
    .optional(),
  m: z.enum([...new Set([...tileKeys, ...figureKeys])]).optional(),
  type: z.enum(typeGroupNames).optional(),
  // A path holds any character but NUL, and the database knows no year nought.
  folder: z
    .string()
    .max(4096)
    .regex(/^[^\0]*$/)
    .optional(),
  week: z.iso
    .date()
    .refine((week) => week > '0001')
    .optional(),
  tested: z.enum(['yes', 'no']).optional(),
  grade: z.enum(grades).optional(),
  size: z.enum(sizeNames).optional(),
  state: z.enum(['open', 'merged', 'closed']).optional(),
  reviewer: id,
  cycle: z.enum(bandKeys('cycle')).optional(),
  depth: z.enum(bandKeys('depth')).optional(),
  rounds: z.enum(bandKeys('rounds')).optional(),
  how: z.enum(mergedHow).optional(),
  merges: z.enum(['1']).optional(),
  excluded: z.enum(['1']).optional(),
  bots: z.enum(['1']).optional(),
  page: z.coerce.number().int().min(1).max(100_000).optional(),
})

export type Query = z.output<typeof shape>

/** The known parameters of a query string; a value that cannot be is a fault the page names. */
export function readQuery(query: unknown): Query {
  const { data, error } = shape.safeParse(query)
  if (data) return data
  const names = [...new Set(error.issues.map(({ path }) => path.join('.')))]
  throw invalid(`This address has a filter that cannot be read: ${names.join(', ')}.`)
}

const idOf = (text: string | undefined) => (text ? BigInt(text) : null)

/** The filters of a query, in the company's time zone. */
export function readFilters(query: Query, timeZone: string, now: Date): Filters {
  const isCustom = query.from && query.to
  const key = isCustom ? `${query.from}..${query.to}` : (query.p ?? defaultPeriod)
  const period = readPeriod(key, timeZone, now)
  if (!period) throw invalid('This address has a period that cannot be read.')
  const ids = { repositoryId: idOf(query.repo), teamId: idOf(query.team) }
  const comparison = query.vs || 'prev'
  return { period, ...ids, developerId: idOf(query.dev), bots: query.bots === '1', comparison }
}

/** What links between pages keep: all filters but those of one page, as a query string. */
export function readKept(query: unknown): string {
  const names = { p: true, team: true, repo: true, dev: true, bots: true, vs: true } as const
  const { data } = shape.pick(names).safeParse(query)
  const kept = Object.entries(data ?? {}).filter(
    ([name, value]) => value && !(name === 'p' && value === defaultPeriod) && value !== 'prev',
  )
  const text = new URLSearchParams(kept as [string, string][]).toString()
  return text ? `?${text}` : ''
}
