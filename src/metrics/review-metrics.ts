import type { MetricKind } from './metric-kind.js'

/** Who looks at changes, and how soon. */
export const reviewMetrics = {
  'first-review': {
    ...{ title: 'First review', unit: 'h', direction: 'down', version: 1 },
    definition:
      'From ready for review until the first review by a person who is not the author. Shown is the median over the pull requests that got one.',
    leavesOut: 'Bots, and pull requests without any review; those are counted apart.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  'review-load': {
    ...{ title: 'Who reviews', unit: '%', direction: 'none', version: 1 },
    definition:
      'Of all reviews, one a pull request and person, the share that each person gave. A healthy load keeps everybody under 25%.',
    leavesOut: 'Bots and reviews of one’s own changes.',
    notFor: 'Ranking people: a high share is a load to spread, not a merit.',
    horizon: 'Reviews given within the days shown.',
  },
  'who-reviews-whom': {
    ...{ title: 'Who reviews whom', unit: '', direction: 'none', version: 1 },
    definition: 'Reviewed pull requests by author and reviewer, both in the order of their names.',
    leavesOut: 'Bots and reviews of one’s own changes.',
    notFor: 'Ranking people: it shows whose knowledge meets.',
    horizon: 'Reviews given within the days shown.',
  },
} as const satisfies Record<string, MetricKind>
