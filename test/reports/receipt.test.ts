import { expect, test } from 'vitest'
import { receiptRows, windowWords } from '../../src/reports/receipt.js'

const receipt = {
  ...{ branch: 'main', headHash: 'a'.repeat(40), method: 'shallow', cloneBytes: 1_540_000 },
  ...{ clonedAt: '2026-03-04T10:00:00Z', cloneDeletedAt: '2026-03-04T10:00:07Z' },
  ...{ windowComplete: true, anomalies: { textCut: 1, datesClamped: 1200, pathsAltered: 0 } },
  stored: { commits: 6012, fileChanges: 15_400 },
}

const analysis = (given: object = {}, told: Partial<Parameters<typeof receiptRows>[0]> = {}) => ({
  window: '12m',
  startedAt: new Date('2026-03-04T10:00:00Z'),
  finishedAt: new Date('2026-03-04T10:00:07.440Z'),
  definitionsVersion: 1,
  receipt: { ...receipt, ...given },
  ...told,
})

const rows = (given: object = {}, told = {}, zone = 'UTC') =>
  Object.fromEntries(
    receiptRows(analysis(given, told), zone).map(({ label, value }) => [
      label,
      value.replace(/[\u2009\u202f\u00a0]/g, ' '),
    ]),
  )

test('a receipt says what was read, how, and that the clone is gone', () => {
  expect(rows()).toEqual({
    Branch: 'main',
    'Newest commit': 'aaaaaaaaaa',
    Window: 'Last 12 months',
    Complete: 'Yes, proven',
    How: 'Window only, file contents in one request',
    Clone: '1.5 MB',
    'Cloned at': '10:00:00',
    'Clone deleted at': '10:00:07',
    Took: '7.4 s',
    'Commits stored': '6 012',
    'File changes stored': '15 400',
    'Kept in another form': '1 with text too long to keep, 1 200 with impossible dates',
    Definitions: 'Version 1',
  })
})

test('its clock is the company’s', () => {
  expect(rows({}, {}, 'Asia/Kathmandu')['Cloned at']).toBe('15:45:00')
})

test('what there was not is left out', () => {
  const none = { branch: null, headHash: null, clonedAt: null, cloneDeletedAt: null }
  const shown = rows({ ...none, cloneBytes: 0, anomalies: {}, method: 'in place' })
  const absent = ['Branch', 'Newest commit', 'Clone', 'Cloned at', 'Kept in another form']
  for (const label of absent) expect(shown).not.toHaveProperty(label)
  expect(shown.How).toBe('Read where it is, nothing copied')
})

test('a window that could not be completed is said', () => {
  expect(rows({ windowComplete: false }).Complete).toMatch(/^No: /)
})

test.each([
  [400, '1 kB'],
  [999_400, '999 kB'],
  [25_400_000, '25 MB'],
])('a clone of %i bytes is %s', (cloneBytes, words) => {
  expect(rows({ cloneBytes }).Clone).toBe(words)
})

test('a long reading is told in minutes, an unknown one as such', () => {
  expect(rows({}, { finishedAt: new Date('2026-03-04T10:12:20Z') }).Took).toBe('12 min')
  expect(rows({}, { startedAt: null }).Took).toBe('not known')
})

test('a receipt of another shape is not shown, a new method by its name', () => {
  for (const odd of [null, 'text', [], {}, { ...receipt, stored: null }]) {
    expect(receiptRows(analysis({}, { receipt: odd }), 'UTC')).toEqual([])
  }
  expect(rows({ method: 'by pigeon', later: 1 }).How).toBe('by pigeon')
})

test('windows have words', () => {
  expect(['12m', '90d', 'all', '2026-01-01'].map(windowWords)).toEqual([
    ...['Last 12 months', 'Last 90 days', 'Everything', '2026-01-01'],
  ])
})

test('says what was read again and why, and what became of the branch', () => {
  const stored = { ...receipt.stored, paths: 12, identities: 1, left: 1500, returned: 3 }
  const shown = rows({
    ...{ reading: 'increment', branchBefore: 'master', rewritten: true, stored },
    commitsInWindow: 7000,
  })
  expect(shown).toMatchObject({
    'What for': 'What is new',
    'Branch before': 'master, renamed since',
    Complete: 'Yes, proven: 7 000 of 7 000 commits',
    'New paths, new names': '12, 1',
    'Left the branch': '1 500 commits: its history was rewritten, they are left out',
    'Back on the branch': '3',
  })
})
