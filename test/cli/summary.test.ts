import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import type { AnalysisReceipt } from '../../src/analysis/analyze-repository.js'
import { noAnomalies } from '../../src/analysis/anomalies.js'
import { type JudgedCommit, judge } from '../../src/cli/judged-commit.js'
import { Summary } from '../../src/cli/summary.js'
import { textStyle } from '../../src/cli/text-style.js'
import type { MeasuredCommit } from '../../src/measures/measured-commit.js'
import { makeCommit, makeFile, makeMerge } from '../support/facts.js'

const plain = textStyle({ isTTY: false }, false)
const receipt: AnalysisReceipt = {
  ...{ headHash: '0123456789abcdef', branch: 'main', method: 'in place', cloneBytes: 0 },
  ...{ clonedAt: null, cloneDeletedAt: null, commitsInWindow: 3, commitsRead: 3, measured: 2 },
  skipped: { merge: 1, boundary: 0, oversized: 0, unreadable: 0, known: 0 },
  ...{ headCommittedAt: null, lineage: null, rewritten: false, onlyNew: false },
  ...{ windowComplete: true, since: '2025-06-01T00:00:00.000Z', anomalies: noAnomalies() },
}
const here = { kind: 'local', path: '/somewhere' } as const

function report(judged: JudgedCommit[], style = plain, given = receipt) {
  const summary = new Summary()
  for (const one of judged) summary.add(one)
  return summary.lines(given, here, style)
}

function by(name: string, given: Partial<MeasuredCommit> = {}, isBot = false): JudgedCommit {
  const who = { authorName: name, authorEmail: `${name}@example.org`, isBot }
  return judge({ commit: makeCommit({ ...who, ...given }), gapMinutes: null })
}

/** The lines below a heading, their indentation taken off. */
function below(heading: string, lines: string[]): string[] {
  const start = lines.indexOf(heading) + 1
  return lines.slice(start, lines.indexOf('', start)).map((line) => line.slice(2))
}

describe('Summary', () => {
  it('says what was read and how', () => {
    expect(below('What was read', report([by('Ada')]))).toEqual([
      'Repository  /somewhere',
      'Branch      main at 0123456789ab',
      'Window      since 2025-06-01',
      'Commits     3 read, 2 measured',
      '            1 merge, counted and not measured',
      'Read        in place, nothing was cloned',
    ])
    const cloned = { ...receipt, since: null, windowComplete: false, method: 'shallow' as const }
    const url = 'https://ada:secret@example.com/a.git'
    const source = { kind: 'remote', url, allowedProtocols: ['https'] } as const
    const bytes = { cloneBytes: 5e6, cloneDeletedAt: '2026-01-01T00:00:00.000Z' }
    const lines = new Summary().lines({ ...cloned, ...bytes }, source as never, plain)
    expect(lines).toEqual(
      expect.arrayContaining([
        '  Repository  https://example.com/a.git',
        '  Window      the whole history',
        '              The history is cut off inside the window.',
        '  Read        from a clone (shallow) of 5 MB, deleted since',
      ]),
    )
  })

  it('names people by name, with their share, and bots apart', () => {
    const root = { files: [makeFile({ path: 'README.md', kind: 'docs' })] }
    const people = [by('Zoe'), by('Ada'), by('Zoe', root), by('Zoe')]
    const lines = below('Who', report([...people, by('robot', {}, true), by('Eve', makeMerge())]))
    expect(lines).toEqual([
      '2 people, by name. How many commits is a habit, not a merit.',
      `Ada${' '.repeat(32)}1  25 %  lib/`,
      `Zoe${' '.repeat(32)}3  75 %  lib/, ./`,
      'Bots, left out below: 1 commit (20 %) by robot',
    ])
  })

  it('names of many people those with one commit in a hundred', () => {
    const crowd = Array.from({ length: 30 }, (_, index) => by(`Guest ${index}`))
    const lines = below('Who', report([...crowd, ...Array<JudgedCommit>(3000).fill(by('Ada'))]))
    expect(lines[0]).toMatch(/^31 people/)
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^Ada +3,000 {2}99 % {2}lib\/$/),
      '… and 30 with less than 1 % of the commits each',
    ])
  })

  it('stops counting people at fifty thousand, and says so', () => {
    const judged = by('Ada')
    const crowd = Array.from({ length: 50_002 }, (_, index) => {
      return { ...judged, developer: { ...judged.developer, key: String(index) } }
    })
    const lines = below('Who', report([...crowd, crowd[0]!]))
    expect(lines[0]).toMatch(/^50,000 people/)
    expect(lines.at(-1)).toBe('2 commits by whoever came after 50,000 others.')
  })

  it('shows types in six groups with their effort as an interval', () => {
    // L = 24 each: 12 × √25 = 60 minutes by size, 30 to 120
    const files = [makeFile({ additions: 24, deletions: 0, complexityDelta: 0 })]
    const judged = (['feature', 'fix', 'perf', 'style', 'other'] as const).map((type) =>
      by('Ada', { type, typeSource: type === 'other' ? 'none' : 'conventional', files }),
    )
    const lines = below('What', report([...judged, by('robot', {}, true)]))
    const row = (label: string, share: string, commits: number, effort: string) =>
      expect.stringMatching(new RegExp(`^${label} +█* +${share} % +${commits} +${effort}$`))
    expect(lines.slice(1, 8)).toEqual([
      row('Feature', '20', 1, '1 \\(0.5–2\\)'),
      row('Fix', '20', 1, '1 \\(0.5–2\\)'),
      row('Refactor', '40', 2, '2 \\(1–4\\)'),
      row('Test', '0', 0, '0 \\(0–0\\)'),
      row('Docs', '0', 0, '0 \\(0–0\\)'),
      row('Chore', '20', 1, '1 \\(0.5–2\\)'),
      expect.stringMatching(/^Together +5 +5 \(2.5–10\)$/),
    ])
    expect(lines.at(-1)).toBe('1 commit of no known type count as chores.')
  })

  it('says how much of what was added are tests, and what is untested', () => {
    const test = makeFile({ path: 'test/a.js', kind: 'test', additions: 10 })
    const code = makeFile({ additions: 20 })
    const lines = report([by('Ada', { files: [code, test] }), by('Ada', { files: [code] })])
    expect(below('Tests', lines)).toEqual([
      '20 % of 50 lines of code and tests added were tests.',
      '1 of 2 changes with 20 lines of code or more touch no test (50 %).',
    ])
  })

  it('shows grades by effort, their median from twenty changes on, and the commonest reasons', () => {
    const change = by('Ada', { subject: 'wip', files: [makeFile({ complexityDelta: 5 })] })
    // size 2, focus 2, complexity 0 (5 in 10 lines), message 0: 4 of 8 is C
    const few = below('Ratings of changes', report([change, by('Ada', makeMerge())]))
    expect(few).toContain('Too little data for a median: 1 change.')
    const lines = below('Ratings of changes', report(Array<JudgedCommit>(20).fill(change)))
    expect(lines[3]).toMatch(/^C █{30} 100 % +20$/)
    expect(lines.slice(6)).toEqual([
      'Median, weighted by effort: C of 20 changes.',
      'Points were lost most often for',
      '      20 of 20  complexity: over one decision point in ten code lines',
      '      20 of 20  message: short, long or vague, or a large change unexplained',
      '       0 of 20  size: more than 100 weighted lines',
    ])
  })

  it('sorts changes by size, generated files left out', () => {
    const lockFile = makeFile({ path: 'package-lock.json', kind: 'generated', additions: 5000 })
    const sized = (additions: number) => {
      return by('Ada', { files: [makeFile({ additions, deletions: 0 }), lockFile] })
    }
    const lines = below('Sizes', report([9, 10, 29, 99, 499, 1000].map(sized)))
    expect(lines.map((line) => [line.split(' ')[0], Number(/\d+$/.exec(line)?.[0])])).toEqual([
      ...[
        ['XS', 1],
        ['S', 2],
        ['M', 1],
        ['L', 1],
        ['XL', 0],
        ['XXL', 1],
      ],
    ])
  })

  it('says so where there is nothing to say', () => {
    const data = makeFile({ path: 'a.json', kind: 'data', complexityDelta: null })
    const lines = report([by('Ada', { files: [data] })])
    for (const sentence of [
      'No line of code or tests was added.',
      'No file of code gained decision points.',
      'No change could be rated.',
    ]) {
      expect(lines).toContain(`  ${sentence}`)
    }
    const empty = report([], plain, { ...receipt, commitsRead: 0, measured: 0 })
    expect(empty).toContain('  Commits     0 read, 0 measured')
    expect(empty).not.toContain('Who')
  })

  it('fits into 80 columns, whatever it is given, and steers no terminal', () => {
    const path = `${'深い/'.repeat(40)}${'x'.repeat(300)}.js`
    const name = `\x1b]0;owned\x07${'山田'.repeat(30)}\r\n\u202eevil`
    const files = [makeFile({ path, additions: 2_000_000_000, complexityDelta: 99_999_999 })]
    const judged = [by(name, { files }), by(`${name} bot`, { files }, true)]
    for (const style of [plain, textStyle({ isTTY: true }, false)]) {
      const lines = report([...judged, ...judged], style, { ...receipt, branch: 'b'.repeat(300) })
      expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
      const text = stripVTControlCharacters(lines.join(''))
      expect(text).not.toMatch(/[\p{Cc}\u202e]/u)
    }
  })
})

describe('textStyle', () => {
  it('colours on a terminal only, and not for somebody who wants none', () => {
    expect(textStyle({ isTTY: true }, false).heading('Who')).toBe('\x1b[1mWho\x1b[0m')
    expect(textStyle({ isTTY: true }, true).heading('Who')).toBe('Who')
    expect(textStyle({}, false).bar('█')).toBe('█')
  })
})
