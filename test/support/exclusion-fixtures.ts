import type {
  ExclusionForm,
  ExclusionRow,
  ExclusionsPage,
  NewExclusionPage,
} from '../../src/reports/exclusion-types.js'

const madeAt = new Date('2026-11-20T09:30:00Z')

const row = (given: Partial<ExclusionRow>): ExclusionRow => ({
  ...{ id: '1', kind: 'path', what: 'dist/**', repository: 'checkout-web', madeAt },
  ...{ reason: 'Built files', madeBy: 'Ines Ribeiro', undoneBy: null, undoneAt: null },
  ...given,
})

/** The form, filled in like this. */
export function exclusionForm(values: ExclusionForm['values']): ExclusionForm {
  const repositories = [
    { id: '1', name: 'checkout-web' },
    { id: '2', name: 'ledger-core' },
  ]
  return { values, errors: {}, problem: null, repositories }
}

/** The list, with hostile words in it. */
export function exclusionsPage(hostile: string): ExclusionsPage {
  const undone = { undoneAt: madeAt, undoneBy: hostile }
  return {
    inForce: [
      row({}),
      row({ id: '2', what: '*.min.js', repository: null, madeBy: null }),
      row({ id: '3', kind: 'commit', what: 'a94a8fe5cc', reason: 'A vendored library, by hand' }),
      row({ id: '4', what: hostile, repository: hostile, reason: hostile, madeBy: hostile }),
    ],
    undone: [row({ id: '5', kind: 'repository', what: 'ledger-core', ...undone })],
    mayChange: true,
    form: exclusionForm({}),
  }
}

/** What a pattern would do. */
export function newExclusion(hostile: string): NewExclusionPage {
  return {
    form: exclusionForm({
      kind: 'path',
      repository: '1',
      target: 'dist/**',
      reason: 'Built files',
    }),
    preview: {
      sentence: 'The pattern matches 214 of 3,120 paths in checkout-web.',
      ...{ examples: ['dist/app.js', 'dist/chunks/vendor.js', hostile], isEmpty: false },
    },
  }
}
