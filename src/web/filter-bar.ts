import { presets } from '../metrics/period.js'
import type { FilterBar } from '../reports/filter-bar-types.js'
import { type Filters, link, parameters } from '../reports/filters.js'

interface Choice {
  id: string
  name: string
}

export interface BarOptions {
  path: string
  filters: Filters
  /** Narrowings of this page as they stand in the URL. */
  narrowing: Record<string, string>
  /** How each narrowing reads on its chip; one without words gets no chip. */
  chips: Record<string, string>
  repositories: Choice[]
  teams: Choice[]
  /** Whose work alone is shown, or null. */
  developer: string | null
  /** How many bots committed here, counted or not. */
  bots: number
  timeZone: string
}

/** Pages that there is a file of, too. */
export const exportedPaths: ReadonlySet<string> = new Set([
  ...['/delivery', '/reviews', '/work', '/health', '/repositories', '/pull-requests', '/commits'],
])

const comparisonWords = [
  { key: 'prev', label: 'Against period before' },
  { key: 'year', label: 'Against year before' },
  { key: 'none', label: 'No comparison' },
] as const

/** Chips of filters that are not usual, each with a link that takes it away. */
function chipsOf({ path, filters, narrowing, chips, developer }: BarOptions): FilterBar['chips'] {
  const without = (name: string) => link(path, filters, { ...narrowing, [name]: null })
  return [
    ...Object.entries(chips).map(([name, label]) => ({ label, href: without(name) })),
    ...(developer ? [{ label: `Person: ${developer}`, href: without('dev') }] : []),
    ...(filters.bots ? [{ label: 'Bots too', href: without('bots') }] : []),
  ]
}

const idText = (id: bigint | null) => (id === null ? null : String(id))

/** The filter bar of a page. */
export function filterBar(options: BarOptions): FilterBar {
  const { path, filters, narrowing, bots, timeZone, repositories, teams } = options
  const { period, repositoryId, teamId, comparison } = filters
  const { repo: _, team: __, vs: ___, ...ownHidden } = { ...parameters(filters), ...narrowing }
  const chips = chipsOf(options)
  const isNarrowed = chips.length > 0 || repositoryId !== null || teamId !== null
  const at = (key: string) =>
    link(path, { ...filters, period: { ...period, key } }, { ...narrowing, week: null })
  const plain = { repositoryId: null, teamId: null, developerId: null, bots: false }
  return {
    periods: presets.map(({ key, label }) => ({
      ...{ key, label, href: at(key), isCurrent: key === period.key },
    })),
    ...{ from: period.from, to: period.to, repositories, teams, chips, timeZone },
    isCustom: !presets.some(({ key }) => key === period.key),
    ...{ repository: idText(repositoryId), team: idText(teamId) },
    comparisons: comparisonWords.map((one) => ({ ...one, isCurrent: one.key === comparison })),
    clearHref: isNarrowed ? link(path, { ...filters, ...plain }) : null,
    hiddenBots:
      bots > 0 && !filters.bots
        ? {
            label: `${bots} ${bots === 1 ? 'bot' : 'bots'} hidden`,
            href: link(path, { ...filters, bots: true }, narrowing),
          }
        : null,
    csvHref: exportedPaths.has(path) ? link(`${path}.csv`, filters, narrowing) : null,
    hidden: Object.entries(ownHidden).map(([name, value]) => ({ name, value })),
  }
}
