import type { MetricKind } from './metric-kind.js'

/** How a change gets from its first commit to its merge. */
export const deliveryMetrics = {
  cycle: {
    ...{ title: 'Cycle time', unit: 'h', direction: 'down', version: 1 },
    definition:
      'From a change’s first commit to its merge: coding, waiting for review, in review and waiting to merge together. Shown is the median; the band is the middle half.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Setting a target: a short cycle of untested changes is no gain.',
    horizon: 'Pull requests merged within the days shown.',
  },
  coding: {
    ...{ title: 'Coding time', unit: 'h', direction: 'down', version: 1 },
    definition: 'From the first commit of a pull request until it was ready for review.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  pickup: {
    ...{ title: 'Waiting for review', unit: 'h', direction: 'down', version: 1 },
    definition:
      'From ready for review until somebody who is not the author first reviewed it. Without any review it lasts until the merge.',
    leavesOut:
      'Bots, drafts of bots, and pull requests that were closed without a merge. A bot’s review is no review.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  review: {
    ...{ title: 'In review', unit: 'h', direction: 'down', version: 1 },
    definition: 'From the first review until the last approval.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  merge: {
    ...{ title: 'Waiting to merge', unit: 'h', direction: 'down', version: 1 },
    definition: 'From the last approval until the merge.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  'phase-shares': {
    ...{ title: 'Where the time goes', unit: '%', direction: 'none', version: 1 },
    definition:
      'Of each pull request’s time from the first commit to the merge, the part in each of the four phases; shown is the mean of these parts, so that every pull request counts the same and the four add up to 100%.',
    leavesOut:
      'Bots, pull requests that were closed without a merge or took no time at all, and weeks with fewer than 5.',
    notFor: 'Telling how long a phase takes: that is its median, which stands beside it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  throughput: {
    ...{ title: 'Pull requests merged', unit: '', direction: 'up', version: 1 },
    definition: 'Pull requests merged within the days shown, counted on the day of their merge.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Comparing people or teams: changes differ in size, and more is not better by itself.',
    horizon: 'Pull requests merged within the days shown.',
  },
  'merge-rate': {
    ...{ title: 'Merge rate', unit: '%', direction: 'up', version: 1 },
    definition: 'Pull requests merged / pull requests merged or closed.',
    leavesOut: 'Bots, and pull requests that are still open.',
    notFor: 'Judging a single change: some are closed for good reasons.',
    horizon: 'Pull requests that ended within the days shown.',
  },
  wip: {
    ...{ title: 'In progress', unit: 'per person', direction: 'down', version: 1 },
    definition:
      'Pull requests open at the end of each day, the mean of the days / people who opened or merged one of their own.',
    leavesOut: 'Bots.',
    notFor: 'Judging one person: who helps many others has many open changes too.',
    horizon: 'Pull requests read from the code host.',
  },
  unreviewed: {
    ...{ title: 'Merged without review', unit: '%', direction: 'down', version: 1 },
    definition:
      'Pull requests merged without a review, comment or approval by somebody who is not the author / pull requests merged.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Finding fault: some changes need no second look.',
    horizon: 'Pull requests merged within the days shown.',
  },
  'self-merged': {
    ...{ title: 'Merged by the author', unit: '%', direction: 'none', version: 1 },
    definition: 'Pull requests that their author merged / pull requests merged.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Finding fault: with an approval it is the usual way in many teams.',
    horizon: 'Pull requests merged within the days shown.',
  },
  rounds: {
    ...{ title: 'Review rounds', unit: '', direction: 'down', version: 1 },
    definition:
      'How often commits followed a review before the first approval. Shown is the median.',
    leavesOut: 'Bots, drafts of bots, and pull requests that were closed without a merge.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  depth: {
    ...{ title: 'Review depth', unit: '', direction: 'none', version: 1 },
    definition:
      'Comments and review texts by people who are not the author, for each pull request. Shown is the distribution.',
    leavesOut: 'Bots and the author’s own words.',
    notFor: 'Counting comments as work: one good question can be worth ten remarks.',
    horizon: 'Pull requests merged within the days shown.',
  },
  'pull-request-size': {
    ...{ title: 'Size of pull requests', unit: 'lines', direction: 'down', version: 1 },
    definition:
      'Lines added and removed: XS up to 9, S up to 29, M up to 99, L up to 499, XL up to 999, XXL from 1000 on.',
    leavesOut: 'Generated files and bots.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'Pull requests merged within the days shown.',
  },
  stuck: {
    ...{ title: 'Stuck open', unit: '', direction: 'down', version: 1 },
    definition:
      'Pull requests that are open and have been ready for review for three days or longer, the longest first.',
    leavesOut: 'Bots and drafts.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'What is open at the last reading, whatever the days shown.',
  },
  waiting: {
    ...{ title: 'Waiting now', unit: '', direction: 'down', version: 1 },
    definition:
      'Pull requests that are open and ready for review, the oldest first, and for how long.',
    leavesOut: 'Bots and drafts.',
    notFor: 'Comparing people: it tells of the way a change goes, not of who made it.',
    horizon: 'What is open at the last reading.',
  },
} as const satisfies Record<string, MetricKind>
