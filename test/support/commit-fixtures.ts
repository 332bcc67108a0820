/** The page of one commit in every state: for the tests of views. */

import type { CommitPage } from '../../src/reports/commit-types.js'

const hash = '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567'

type File = CommitPage['files'][number]

export function touchedFile(changes: Partial<File> = {}): File {
  return {
    ...{ path: 'src/captures/retry.ts', renamedFrom: null, kind: 'code', language: 'TypeScript' },
    ...{ binary: false, additions: 48, deletions: 6, complexityDelta: 5, indentDelta: 7 },
    excluded: false,
    ...changes,
  }
}

export function commitPage(changes: Partial<CommitPage> = {}): CommitPage {
  return {
    ...{ hash, subject: 'Retry failed captures', author: 'Maya Kowalski', isBot: false },
    messageBody: 'A capture that fails for want of an answer is tried three times.\n\n  Closes #12',
    ...{ agent: 'Claude', authoredAt: new Date('2026-11-20T09:12:00Z'), isDateSuspect: false },
    repository: { name: 'ledger-core', href: '/repositories/2' },
    ...{ type: 'feature', group: 'feature', typeReason: 'Its title says so itself.' },
    ...{ isExcluded: false, hasLeft: false, recreationOf: null, skipped: null },
    url: `https://github.com/northwind/ledger-core/commit/${hash}`,
    excludeHref: `/settings/exclusions/new?kind=commit&repository=2&target=${hash}`,
    rating: {
      ...{ letter: 'B', notRated: null, points: 8, possible: 10 },
      checks: [
        ['Size', 2, '65 weighted lines'],
        ['Focus', 2, '2 top-level folders'],
        ['Tests', 2, '20 test lines for 48 code lines'],
        ['Complexity', 1, '5 decision points for 48 code lines'],
        ['Message', 1, 'subject of 21 characters'],
      ].map(([label, points, because]) => ({
        ...{ label: String(label), points: Number(points), possible: 2, because: String(because) },
      })),
    },
    effort: { low: 37, mid: 60.2, high: 97.5, weightedLines: 65, gapMinutes: 37, k: 12 },
    noEffort: null,
    totals: {
      ...{ files: 4, codeAdditions: 48, codeDeletions: 6, testAdditions: 20, testDeletions: 0 },
      ...{ complexityDelta: 5, indentDelta: 1 },
    },
    files: [
      touchedFile(),
      touchedFile({
        ...{ path: 'test/captures/retry.test.ts', renamedFrom: 'test/retry.test.ts' },
        ...{ kind: 'test', additions: 20, deletions: 0, complexityDelta: -1 },
      }),
      touchedFile({ path: 'dist/bundle.js', additions: 1_234_567, excluded: true }),
      touchedFile({
        ...{ path: 'docs/retries.png', kind: 'docs', language: null, binary: true },
        ...{ additions: 0, deletions: 0, complexityDelta: null, indentDelta: null },
      }),
    ],
    moreFiles: 0,
    ...changes,
  }
}

const none = { letter: null, points: 0, possible: 0, checks: [] }

/** A merge: nothing of it is measured. */
export const mergePage = commitPage({
  ...{ subject: '', messageBody: '', agent: null, type: 'merge', group: 'chore', files: [] },
  ...{ skipped: 'merges: counted, not measured', url: null, excludeHref: null, effort: null },
  rating: { ...none, notRated: 'A merge repeats what its parents did.' },
  noEffort: 'A merge repeats what its parents did.',
  isDateSuspect: true,
})

/** A bot's large commit that is not counted, for every reason there is. */
export const uncountedPage = commitPage({
  ...{ isBot: true, isExcluded: true, hasLeft: true, excludeHref: null, moreFiles: 1240 },
  recreationOf: { hash: hash.replace('0', '9'), path: `/commits/2/${hash.replace('0', '9')}` },
  rating: { ...none, notRated: 'A bot made it.' },
  ...{ effort: null, noEffort: 'A bot made it.' },
  totals: { ...commitPage().totals, complexityDelta: null, indentDelta: null },
})

/** Everything that people type is hostile. */
export function hostileCommit(hostile: string): CommitPage {
  const check = { label: 'Focus', points: 2, possible: 2, because: `one module: ${hostile}` }
  return commitPage({
    ...{ subject: hostile, messageBody: hostile, author: hostile, agent: hostile, type: hostile },
    ...{ typeReason: hostile, repository: { name: hostile, href: '/repositories/2' } },
    rating: { ...commitPage().rating, checks: [check] },
    files: [touchedFile({ path: hostile, renamedFrom: hostile, language: hostile })],
  })
}
