import { activityOf } from '../metrics/activity.js'
import type { Sums } from '../metrics/sums.js'
import { type Filters, link } from './filters.js'
import type { HealthRow } from './health-types.js'

/** From where on a habit weighs on grades (measures/rating-checks.ts): shares, and per 100 lines. */
const limits = { untested: 0.4, large: 0.15, complexity: 15 }
/** Fewer changes tell no habit. */
const fewest = 10

/** What weighs on the grades of a repository, the heaviest first. */
export function healthReasons(filters: Filters, repo: string, sums: Sums): HealthRow['reasons'] {
  const sized = sums.sizeXs + sums.sizeS + sums.sizeM + sums.sizeL + sums.sizeXl + sums.sizeXxl
  const large = sized >= fewest ? (sums.sizeXl + sums.sizeXxl) / sized : 0
  const untested = sums.testable >= fewest ? 1 - sums.tested / sums.testable : 0
  const { complexity } = activityOf(sums, 0)
  const percent = (share: number) => `${Math.round(100 * share)}%`
  const to = (narrowing: Record<string, string>) =>
    link('/commits', filters, { repo, ...narrowing })
  const found = [
    {
      weight: untested / limits.untested,
      text: `${percent(untested)} of larger changes come without tests`,
      href: to({ tested: 'no' }),
    },
    {
      weight: large / limits.large,
      text: `${percent(large)} of changes are over 500 lines`,
      href: to({ size: 'XL' }),
    },
    {
      weight: (complexity ?? 0) / limits.complexity,
      text: `${Math.round(complexity ?? 0)} decision points come with 100 lines`,
      href: to({}),
    },
  ]
  return found
    .filter(({ weight }) => weight >= 1)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .map(({ text, href }) => ({ text, href }))
}
