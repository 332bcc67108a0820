import type { MetricKind } from './metric-kind.js'

/** What was done: commits, their types, sizes and effort. */
export const workMetrics = {
  commits: {
    ...{ title: 'Commits', unit: '', direction: 'none', version: 1 },
    definition: 'Commits on the default branch, counted on the day they were written.',
    leavesOut: 'Merges, bots, commits made anew by a rebase, and what an admin has excluded.',
    notFor: 'Comparing people or teams: habits differ in how often one commits.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  contributors: {
    ...{ title: 'People', unit: '', direction: 'none', version: 1 },
    definition: 'Developers with at least one commit.',
    leavesOut: 'Bots. Names and addresses of one person count once.',
    notFor: 'Measuring a team’s size: people who only review or plan do not show here.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  lines: {
    ...{ title: 'Lines changed', unit: '', direction: 'none', version: 1 },
    definition: 'Lines added and removed in code and test files, renames followed.',
    leavesOut: 'Vendored and generated files, documents, configuration and data; merges and bots.',
    notFor: 'Measuring output: removing code is work too, and often the better one.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  types: {
    ...{ title: 'What the work was', unit: '%', direction: 'none', version: 1 },
    definition:
      'Commits by type: feature, fix, refactor (with performance and style), test, docs, and chores. The type comes from the title, the paths touched, or the words.',
    leavesOut: 'Merges and bots.',
    notFor: 'Deciding what is worth doing: a fix can be worth more than a feature.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  effort: {
    ...{ title: 'Effort', unit: 'h', direction: 'none', version: 1 },
    definition:
      'An estimate of the hours a change takes, always as an interval: from its weighted lines, and from the time since the same developer’s commit before where both lie in one session. At most 16 hours a commit.',
    leavesOut: 'Merges, bots, and reverts made by a button.',
    notFor: 'Hours worked, time sheets, or comparing people. It tells where the work goes.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  'commit-size': {
    ...{ title: 'Size of changes', unit: 'lines', direction: 'none', version: 1 },
    definition:
      'Commits by lines of code and tests added and removed: XS up to 9, S up to 29, M up to 99, L up to 499, XL up to 999, XXL from 1000 on.',
    leavesOut: 'Commits without a line of code or tests, merges and bots.',
    notFor: 'Comparing people: some work comes in large steps.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  hours: {
    ...{ title: 'When work happens', unit: '', direction: 'none', version: 1 },
    definition: 'Commits by weekday and hour, on the clock where each was made.',
    leavesOut:
      'Merges, bots, and commits whose date cannot be true. Hidden for fewer than 5 people.',
    notFor: 'Watching anybody: it is shown for many people together only.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
  folders: {
    ...{ title: 'Most active folders', unit: '', direction: 'none', version: 1 },
    definition: 'The share of commits that touch a folder. One commit can touch several.',
    leavesOut: 'Vendored and generated files, and what an admin has excluded.',
    notFor: 'Judging a folder: busy can mean healthy.',
    horizon: 'Commits written within the days shown, as far back as the history was read.',
  },
} as const satisfies Record<string, MetricKind>
