/**
 * First review rising: changes wait longer for their first review than they did (delivery-shifts.ts).
 * Fires from a relative and an absolute rise on: a few minutes more are no news. Left out: bots, and
 * pull requests without a review.
 */
import { measureShifts, shiftFinding } from './delivery-shifts.js'
import type { Rule } from './signal.js'

export const firstReviewRising: Rule<'percent' | 'hours' | 'days'> = {
  ...{ title: 'First review rising', group: 'attention', icon: 'clock' },
  counts:
    'The median time from ready for review until the first review by a person, in the last days against as many days before, by team. Left out: bots, pull requests without a review, and teams with fewer than 10 reviewed pull requests in either stretch.',
  thresholds: {
    percent: { label: 'Longer by', unit: '%', least: 10, most: 500, initial: 25 },
    hours: { label: 'And by at least', unit: 'hours', least: 0, most: 168, initial: 1 },
    days: { label: 'Days looked at', unit: 'days', least: 7, most: 180, initial: 28 },
  },
  async find(db, looked, { percent, hours, days }) {
    const { teams, all } = await measureShifts(db, looked, 'first-review', days)
    const rose = (shifts: typeof all) =>
      shifts.filter(
        ({ change, now, before }) =>
          change >= percent && now.median - before.median >= hours * 3600,
      )
    const rising = rose(teams)
    return (rising.length > 0 ? rising : rose(all)).map((shift) =>
      shiftFinding(shift, looked, {
        ...{ tone: shift.change >= 2 * percent ? 'bad' : 'warn', limit: percent, days },
        title: `${shift.name ?? 'Everybody'} waits longer for a first review`,
      }),
    )
  },
}
