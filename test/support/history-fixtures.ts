/** A repository's history page as it comes from its report, in its states. */

import type { HistoryPage, KnowledgeRow } from '../../src/reports/history-types.js'

const readAt = new Date('2026-11-24T08:42:00Z')
const firstWeek = Date.UTC(2025, 10, 24)
const weeks = Array.from({ length: 53 }, (_, index) =>
  new Date(firstWeek + index * 7 * 86_400_000).toISOString().slice(0, 10),
)

const folder = (changes: Partial<KnowledgeRow>): KnowledgeRow => ({
  ...{ place: 'src', isWhole: false, files: 120, lines: 9400, busFactor: 2, others: 3 },
  people: [
    { name: 'Ada Lovelace', part: 'a large part' },
    { name: 'Grace Hopper', part: 'a part' },
    { name: 'Katherine Johnson', part: 'a large part' },
  ],
  ...changes,
})

/** A year of history, all cards filled. */
export function history(changes: Partial<HistoryPage> = {}): HistoryPage {
  const names = ['cart/total.ts', 'cart/discount.ts', 'checkout/steps/address-form.tsx', 'api.ts']
  return {
    ...{ id: '1', name: 'checkout-web', href: '/repositories/1' },
    horizon: {
      ...{ commitsFrom: '2025-11-24', commitsReadAt: readAt, commits: 4812 },
      ...{ linesFrom: '2025-11-24', linesReadAt: readAt },
    },
    hotSpots: {
      state: 'ready',
      rows: names.map((name, index) => ({
        path: `packages/storefront/src/${name}`,
        ...{ commits: 64 - 13 * index, decisionPoints: 181 - 40 * index },
        score: 100 / (index + 1) ** 2,
      })),
    },
    couplings: {
      state: 'ready',
      rows: names.map((name, index) => ({
        path: `packages/storefront/src/${name}`,
        other: `packages/storefront/test/${name.replace('.ts', '.test.ts')}`,
        ...{ shared: 31 - 6 * index, degree: 0.94 - 0.11 * index },
      })),
    },
    knowledge: {
      ...{ state: 'ready', showsNames: true, isWhole: false, byAuthorship: null },
      rows: [
        folder({ place: 'Whole repository', isWhole: true, files: 214, lines: 15_210 }),
        folder({}),
        folder({ place: 'Top level', files: 2, lines: 31, busFactor: null, people: [], others: 1 }),
      ],
    },
    rework: {
      ...{ state: 'ready', rate: 0.117, reworkedLines: 6120, baseLines: 52_340 },
      ...{ commits: 4210, unknownCommits: 38 },
      line: {
        ...{
          title: 'Rework by week',
          unit: '%',
          weeks,
          before: null,
          band: null,
          beforeLabel: '',
          weekHrefs: [],
          lastWeekUnfinished: false,
        },
        values: weeks.map((_, index) => (index % 9 === 4 ? null : 9 + ((index * 7) % 11))),
        finding: 'Rework went from 9% in the first week to 14% in the last, with 19% at most.',
      },
    },
    ...changes,
  }
}

const empty = { rate: null, reworkedLines: 0, baseLines: 0, commits: 0, unknownCommits: 0 }

/** The page before anything was read. */
export const unreadHistory = history({
  horizon: {
    ...{ commitsFrom: null, commitsReadAt: null, linesFrom: null, linesReadAt: null },
    commits: 0,
  },
  hotSpots: { state: 'unread', rows: [] },
  couplings: { state: 'unread', rows: [] },
  knowledge: { state: 'unread', rows: [], showsNames: true, isWhole: false, byAuthorship: null },
  rework: { state: 'unread', ...empty, line: null },
})

/** A short window of a small repository. */
export const shortHistory = history({
  hotSpots: { state: 'none', rows: [] },
  couplings: { state: 'none', rows: [] },
  knowledge: {
    state: 'too-little',
    rows: [],
    showsNames: false,
    isWhole: false,
    byAuthorship: null,
  },
  rework: { state: 'not-enough-history', ...empty, line: null },
})
