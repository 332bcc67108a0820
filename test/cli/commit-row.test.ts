import { describe, expect, it } from 'vitest'
import { commitRow, commitRowHeadings } from '../../src/cli/commit-row.js'
import { csvRow } from '../../src/cli/csv-row.js'
import { judge } from '../../src/cli/judged-commit.js'
import { makeCommit, makeFile, makeMerge } from '../support/facts.js'

describe('csvRow', () => {
  it.each([
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("https://example.com","x")', `"'=HYPERLINK(""https://example.com"",""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['＝1', "'＝1"],
    ['a=1', 'a=1'],
    ['', ''],
    [-3, '-3'],
    [0.25, '0.25'],
    [null, ''],
  ])('%j becomes %j', (value, expected) => {
    expect(csvRow(['x', value])).toBe(`x,${expected}\r`)
  })
})

describe('commitRow', () => {
  const row = (of: Parameters<typeof makeCommit>[0], gapMinutes: number | null = null) => {
    const cells = commitRow(judge({ commit: makeCommit(of), gapMinutes }))
      .trimEnd()
      .split(',')
    return Object.fromEntries(
      commitRowHeadings
        .trimEnd()
        .split(',')
        .map((heading, index) => [heading, cells[index]]),
    )
  }

  it('sums up a commit', () => {
    const test = makeFile({ path: 'test/a.js', kind: 'test', additions: 30, deletions: 0 })
    const told = row(
      { subject: 'Count members', files: [makeFile({ complexityDelta: -2 }), test] },
      20,
    )
    expect(told).toMatchObject({
      ...{ date: '2026-03-04T10:00:00.000Z', author: 'Ada', email: 'ada@example.com', bot: 'no' },
      ...{ type: 'feature', type_confidence: '1', subject: 'Count members', files: '2' },
      ...{ lines_added: '40', lines_removed: '2', code_lines_added: '10', test_lines_added: '30' },
      ...{ test_share: '0.75', decision_points_added: '-2', not_measured_because: '' },
      // L = 11 + 21 = 32; 12 × √33 = 68.9; √(68.9 × 20) = 37.1
      ...{ effort_low_minutes: '20', effort_mid_minutes: '37', effort_high_minutes: '69' },
      rating: 'A',
    })
  })

  it('names the developer by .mailmap, a bot for what it is, an agent that helped', () => {
    const mapped = { mailmapName: 'Ada Lovelace', mailmapEmail: 'ADA@example.org' }
    expect(row({ ...mapped, agent: 'Claude' })).toMatchObject({
      ...{ author: 'Ada Lovelace', email: 'ada@example.org', bot: 'no', agent: 'Claude' },
    })
    expect(row({ isBot: true })).toMatchObject({
      ...{ bot: 'yes', agent: '', effort_mid_minutes: '0', rating: '' },
    })
  })

  it('leaves cells empty of what was not measured', () => {
    expect(row(makeMerge())).toMatchObject({
      ...{ type: 'merge', not_measured_because: 'merge', files: '', lines_added: '' },
      ...{ test_share: '', effort_mid_minutes: '0', rating: '' },
    })
  })
})
