import type { MetricKind } from './metric-kind.js'

/** What the work does to the code. */
export const healthMetrics = {
  complexity: {
    ...{ title: 'Complexity added', unit: 'per 100 lines', direction: 'down', version: 1 },
    definition:
      'Decision points added less those removed, for each 100 lines added, in code files of languages that are measured. A decision point is a place where code can go two ways.',
    leavesOut: 'Tests, vendored and generated files, merges and bots.',
    notFor: 'Judging one change: some problems are complex.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  'test-share': {
    ...{ title: 'Test share', unit: '%', direction: 'up', version: 1 },
    definition: 'Test lines added / test and code lines added. This is not coverage.',
    leavesOut: 'Everything but code and tests; merges and bots.',
    notFor: 'Saying how well code is tested: it tells whether tests grow along.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  tested: {
    ...{ title: 'Tested changes', unit: '%', direction: 'up', version: 1 },
    definition: 'Of commits with at least 20 added lines of code, those that add test lines too.',
    leavesOut: 'Smaller commits, merges and bots.',
    notFor: 'Saying how well code is tested: a test can follow in a commit of its own.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  untested: {
    ...{ title: 'Untested changes', unit: '', direction: 'down', version: 1 },
    definition: 'Commits with at least 20 added lines of code and no added test line.',
    leavesOut: 'Smaller commits, merges and bots.',
    notFor: 'Finding fault: a test can follow in a commit of its own.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  ratings: {
    ...{ title: 'Ratings', unit: '', direction: 'up', version: 1 },
    definition:
      'Changes graded A to E by size, focus, tests, complexity and message; shown is the share of effort behind each grade, and the median grade. From 20 graded changes on.',
    leavesOut: 'Merges, bots, reverts, and changes of only vendored, generated or data files.',
    notFor: 'Grading people: nobody ever gets a grade, changes do.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  'bus-factor': {
    ...{ title: 'Bus factor', unit: 'people', direction: 'up', version: 1 },
    definition:
      'The fewest developers who made more than half of the code lines that were last touched within the window.',
    leavesOut: 'Bots, and paths an admin has excluded. Hidden with fewer than 5 files.',
    notFor:
      'Comparing people: it tells how many would have to be away before most is strange to all.',
    horizon: 'The day from which lines were followed.',
  },
  rework: {
    ...{ title: 'Rework', unit: '%', direction: 'down', version: 1 },
    definition:
      'Lines removed that were 21 days old at most / the larger of lines added and removed, hunk by hunk, in code and tests.',
    leavesOut: 'Merges, bots, and commits so old that the age of what they removed is not known.',
    notFor: 'Judging one week: some rework is part of good work.',
    horizon: 'The day from which lines were followed.',
  },
  'hot-spots': {
    ...{ title: 'Hot spots', unit: '', direction: 'down', version: 1 },
    definition:
      'Decision points of a file × commits that touched it in the last twelve months; the largest of a repository is 100.',
    leavesOut: 'Tests, bots, and what an admin has excluded.',
    notFor: 'Judging whoever changed a file: it says where tidying up pays most.',
    horizon: 'Decision points gained since the first commit that was read.',
  },
  coupling: {
    ...{ title: 'What changes together', unit: '%', direction: 'none', version: 1 },
    definition:
      'Commits that touched both files / the mean of those that touched either, from five shared commits on.',
    leavesOut: 'Changes of more than 30 files, merges and bots.',
    notFor: 'Proof of a fault: a test beside its code is as it should be.',
    horizon: 'The last twelve months.',
  },
} as const satisfies Record<string, MetricKind>
