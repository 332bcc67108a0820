/**
 * Delivery faster: changes take less time from their first commit to their merge than they did
 * (delivery-shifts.ts). Left out: bots, and what was closed without a merge.
 */
import { measureShifts, shiftFinding } from './delivery-shifts.js'
import type { Rule } from './signal.js'

export const deliveryFaster: Rule<'percent' | 'days'> = {
  ...{ title: 'Delivery faster', group: 'good', icon: 'rocket' },
  counts:
    'The median cycle time, from a change’s first commit to its merge, in the last days against as many days before, by team. Left out: bots, pull requests that were closed without a merge, and teams with fewer than 10 merged pull requests in either stretch.',
  thresholds: {
    percent: { label: 'Shorter by', unit: '%', least: 5, most: 90, initial: 15 },
    days: { label: 'Days looked at', unit: 'days', least: 7, most: 180, initial: 28 },
  },
  async find(db, looked, { percent, days }) {
    const { teams, all } = await measureShifts(db, looked, 'cycle', days)
    const fell = (shifts: typeof all) => shifts.filter(({ change }) => -change >= percent)
    const faster = fell(teams)
    return (faster.length > 0 ? faster : fell(all)).map((shift) =>
      shiftFinding(shift, looked, {
        ...{ tone: 'good', limit: percent, days },
        title: shift.name ? `${shift.name} delivers faster` : 'Changes get in faster',
      }),
    )
  },
}
