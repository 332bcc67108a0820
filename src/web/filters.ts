import { z } from 'zod'
import { typeGroupNames } from '../commit-types/type-groups.js'
import { defaultPeriod, presets, readPeriod } from '../metrics/period.js'
import { type Filters, link, parameters } from '../reports/filters.js'
import type { FilterBar } from '../reports/page-types.js'
import { invalid } from './faults.js'

const id = z.string().regex(/^\d{1,18}$/)

/** Every query parameter that pages know. Given twice it is an array, and refused. */
const shape = z.object({
  period: z.string().max(30).optional(),
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional(),
  repository: id.or(z.literal('')).optional(),
  m: z.enum(['commits', 'contributors', 'lines', 'tests', 'complexity']).optional(),
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

/** The filters of a query, in the company's time zone. */
export function readFilters(query: Query, timeZone: string, now: Date): Filters {
  const isCustom = query.from && query.to
  const key = isCustom ? `${query.from}..${query.to}` : (query.period ?? defaultPeriod)
  const period = readPeriod(key, timeZone, now)
  if (!period) throw invalid('This address has a period that cannot be read.')
  const repositoryId = query.repository ? BigInt(query.repository) : null
  return { period, repositoryId, bots: query.bots === '1' }
}

/** What links between pages keep: period, repository and whether bots count, as a query string. */
export function readKept(query: unknown): string {
  const { data } = shape.pick({ period: true, repository: true, bots: true }).safeParse(query)
  const kept = new URLSearchParams()
  if (data?.period && data.period !== defaultPeriod) kept.set('period', data.period)
  if (data?.repository) kept.set('repository', data.repository)
  if (data?.bots) kept.set('bots', data.bots)
  return kept.size > 0 ? `?${kept}` : ''
}

export interface BarOptions {
  path: string
  filters: Filters
  /** Narrowings of this page as they stand in the URL. */
  narrowing: Record<string, string>
  /** How each narrowing reads on its chip; one without words gets no chip. */
  chips: Record<string, string>
  repositories: { id: string; name: string }[]
  /** How many bots committed here, counted or not. */
  bots: number
  timeZone: string
}

/** The filter bar of a page. */
export function filterBar(options: BarOptions): FilterBar {
  const { path, filters, narrowing, chips, repositories, bots, timeZone } = options
  const { period, repositoryId } = filters
  const { repository: _, ...ownHidden } = { ...parameters(filters), ...narrowing }
  const isNarrowed = Object.keys(chips).length > 0 || repositoryId !== null || filters.bots
  const without = (name: string) => link(path, filters, { ...narrowing, [name]: null })
  const withBots = (bots: boolean) => link(path, { ...filters, bots }, narrowing)
  const at = (key: string) =>
    link(path, { ...filters, period: { ...period, key } }, { ...narrowing, week: null })
  return {
    periods: presets.map(({ key, label }) => ({
      ...{ key, label, href: at(key), isCurrent: key === period.key },
    })),
    ...{ from: period.from, to: period.to },
    isCustom: !presets.some(({ key }) => key === period.key),
    repository: repositoryId === null ? null : String(repositoryId),
    repositories,
    chips: [
      ...Object.entries(chips).map(([name, label]) => ({ label, href: without(name) })),
      ...(filters.bots ? [{ label: 'Bots too', href: withBots(false) }] : []),
    ],
    clearHref: isNarrowed ? link(path, { ...filters, repositoryId: null, bots: false }) : null,
    hiddenBots:
      bots > 0 && !filters.bots
        ? { label: `${bots} ${bots === 1 ? 'bot' : 'bots'} hidden`, href: withBots(true) }
        : null,
    hidden: Object.entries(ownHidden).map(([name, value]) => ({ name, value })),
    timeZone,
  }
}
