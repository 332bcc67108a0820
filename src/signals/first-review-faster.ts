/**
 * First review faster: changes wait less for their first review than they did (delivery-shifts.ts).
 * Left out: bots, and pull requests without a review.
 */
import { measureShifts, shiftFinding } from './delivery-shifts.js'
import type { Rule } from './signal.js'

export const firstReviewFaster: Rule<'percent' | 'days'> = {
  ...{ title: 'First review faster', group: 'good', icon: 'clock' },
  counts:
    'The median time from ready for review until the first review by a person, in the last days against as many days before, by team. Left out: bots, pull requests without a review, and teams with fewer than 10 reviewed pull requests in either stretch.',
  thresholds: {
    percent: { label: 'Shorter by', unit: '%', least: 5, most: 90, initial: 15 },
    days: { label: 'Days looked at', unit: 'days', least: 7, most: 180, initial: 28 },
  },
  async find(db, looked, { percent, days }) {
    const { teams, all } = await measureShifts(db, looked, 'first-review', days)
    const fell = (shifts: typeof all) => shifts.filter(({ change }) => -change >= percent)
    const faster = fell(teams)
    return (faster.length > 0 ? faster : fell(all)).map((shift) =>
      shiftFinding(shift, looked, {
        ...{ tone: 'good', limit: percent, days },
        title: `${shift.name ?? 'Everybody'} gets a first review sooner`,
      }),
    )
  },
}
