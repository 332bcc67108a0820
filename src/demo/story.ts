/**
 * What happens to the company in its year, in days before today: reviews get slow when two teams are
 * put together in spring, recover after a rule of "reviews first", two releases go wrong.
 */
export interface Incident {
  daysAgo: number
  repository: string
  /** What the fixes of that week are about. */
  about: readonly string[]
}

export const incidents: readonly Incident[] = [
  {
    ...{ daysAgo: 248, repository: 'checkout-api' },
    about: ['double charges after retry', 'timeouts of the card form', 'lost basket locks'],
  },
  {
    ...{ daysAgo: 97, repository: 'storefront-web' },
    about: ['stale prices on product pages', 'broken filters on slow phones', 'cache stampede'],
  },
]

const incidentDays = 7

/** The incident that holds a repository's team on that day, or null. */
export function incidentOn(daysAgo: number, repository?: string): Incident | null {
  const isOn = (one: Incident) => daysAgo <= one.daysAgo && daysAgo > one.daysAgo - incidentDays
  return (
    incidents.find((one) => isOn(one) && (!repository || one.repository === repository)) ?? null
  )
}

/** How much longer than usual a review is waited for: days ago, and the factor from there on. */
const waiting: [daysAgo: number, factor: number][] = [
  [400, 1],
  [250, 1.05],
  [215, 1.7],
  [170, 2.5],
  [140, 2.3],
  [110, 1.5],
  [75, 0.9],
  [35, 0.62],
  [0, 0.58],
]

/** The factor of a day, in straight lines between the turns above. */
export function reviewDelay(daysAgo: number): number {
  const next = waiting.findIndex(([at]) => at <= daysAgo)
  const [after, before] = [waiting[next]!, waiting[Math.max(0, next - 1)]!]
  if (next <= 0 || before[0] === after[0]) return after[1]
  const share = (before[0] - daysAgo) / (before[0] - after[0])
  return before[1] + share * (after[1] - before[1])
}

/** In its last quarter this repository's changes come with fewer tests, for want of time. */
export const testsFall = { repository: 'storefront-web', daysAgo: 90, factor: 0.35 }

/** In this one the code has grown more branches with every change since summer. */
export const complexityRises = { repository: 'pricing-engine', daysAgo: 170, factor: 2.4 }
