import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TouchedFile } from '../../src/commit-types/commit-shape.js'
import { CommitTypeModel, commitTypeModel } from '../../src/commit-types/commit-type-model.js'
import { packageRoot } from '../../src/platform/root.js'
import { isMissing, sharedFolder } from '../support/requirements.js'
import { changes, touched } from '../support/touched-files.js'

const weightsPath = join(packageRoot, 'models', 'commit-type.json')
const file = JSON.parse(readFileSync(weightsPath, 'utf8'))

/** Two types, one word each: byte × scale / temperature, worked out by hand below. */
const tiny = {
  version: 1 as const,
  types: [['fix', 'fix'] as const, ['feature', 'feature'] as const].map(
    ([type, group]): ['fix' | 'feature', string] => [type, group],
  ),
  temperature: 2,
  confidence: [
    [0.6, 0.3],
    [0.8, 0.6],
    [1, 0.8],
  ] as [number, number][],
  scale: 0.1,
  features: 'w:fix\nw:ad',
  weights: Buffer.from(Int8Array.of(0, 0, 40, 0, 0, 20)).toString('base64'),
}

describe('CommitTypeModel', () => {
  const model = new CommitTypeModel(tiny)

  it('is a softmax of the weights, each feature counted once', () => {
    // fix: 40 × 0.1 / 2 = 2 against 0; 1 / (1 + e^-2) = 0.8808
    const fix = model.rank('fix fix', [])
    expect(fix).toMatchObject({ type: 'fix', group: 'fix' })
    expect(fix.probability).toBeCloseTo(0.8808, 4)
    // feature: 20 × 0.1 / 2 = 1; 1 / (1 + e^-1) = 0.7311
    expect(model.rank('Adds', []).probability).toBeCloseTo(0.7311, 4)
  })

  it('takes the confidence from between the points', () => {
    // 0.6 + (0.8808 - 0.8) / 0.2 × 0.2 = 0.68; 0.3 + (0.7311 - 0.6) / 0.2 × 0.3 = 0.497
    expect(model.predict('fix', [])?.confidence).toBe(0.68)
    expect(model.predict('add', [])?.confidence).toBe(0.5)
  })

  it('says nothing where it is not sure', () => {
    expect(model.predict('nothing known', [])).toBeNull()
    // Both: 2 against 1; 0.7311 for fix.
    expect(model.predict('fix add', [])).toMatchObject({ type: 'fix', confidence: 0.5 })
  })
})

describe('the weights', () => {
  it('are one file of at most 1 MB that says what it is and how good', () => {
    expect(statSync(weightsPath).size).toBeLessThan(1_000_000)
    expect(file).toMatchObject({ version: 1, figures: { unit: 'percent, six groups' } })
    expect(file.date).toMatch(/^\d{4}-\d\d-\d\d$/)
    const rows = Buffer.from(file.weights, 'base64').length / file.types.length
    expect(rows).toBe(file.features.split('\n').length + 1)
  })

  it('beat keyword rules by 12 points on repositories not seen, and are right when sure', () => {
    const { all } = file.figures
    for (const wording of ['stripped', 'natural']) {
      const rules = all[`${wording}, keyword rules`]
      for (const learnt of [all[`${wording}, model`], all[`${wording}, cascade`]]) {
        expect(learnt.accuracy - rules.accuracy).toBeGreaterThanOrEqual(12)
        expect(learnt.macroF1 - rules.macroF1).toBeGreaterThanOrEqual(12)
        expect(learnt.precision).toBeGreaterThanOrEqual(90)
      }
    }
  })

  it('answer the same question fast, whatever the text', () => {
    const model = commitTypeModel()
    const begun = performance.now()
    for (const piece of [
      'a',
      ' ',
      'fix ',
      '(#1',
      '`',
      "it's",
      '\u0301',
      'ñ',
      '🚀',
      '[',
      '\n',
      '0.',
    ]) {
      model.predict(piece.repeat(1_000_000 / piece.length), changes.code)
    }
    const path = `${'deep/'.repeat(200_000)}x.ts`
    model.predict(
      'Fix',
      Array.from({ length: 10_000 }, () => touched('a/b.ts')),
    )
    model.predict('Fix', [{ ...touched('a.ts'), path }])
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})

describe.skipIf(isMissing('shared'))('on repositories held back', () => {
  interface Example {
    repo: string
    label: string
    also?: string[]
    subject: string
    files: { path: string; additions: number; deletions: number }[]
  }
  const groupByType = new Map<string, string>(file.types)
  const groupOf = (type: string) => groupByType.get(type) ?? 'chore'
  let examples: { groups: string[]; subject: string; files: TouchedFile[] }[] = []

  beforeAll(() => {
    const bytes = readFileSync(join(sharedFolder, 'commit-types', 'train.jsonl.gz'))
    examples = gunzipSync(bytes)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Example)
      .filter(({ repo }) => file.heldBack.includes(repo))
      .map(({ label, also, subject, files }) => ({
        groups: [label, ...(also ?? [])].map(groupOf),
        subject,
        files: files.map((one) => touched(one.path, one.additions, one.deletions)),
      }))
  })

  it('the figures in the file hold', () => {
    const model = commitTypeModel()
    const told = examples.map(({ groups, subject, files }) => {
      const prediction = model.predict(subject, files)
      const right = groups.includes(prediction?.group ?? 'chore')
      return { right, sure: (prediction?.confidence ?? 0) >= 0.6 }
    })
    const share = (some: { right: boolean }[]) =>
      (100 * some.filter(({ right }) => right).length) / some.length
    const recorded = file.figures.heldBack['stripped, model']
    expect(told).toHaveLength(recorded.commits)
    expect(Math.abs(share(told) - recorded.accuracy)).toBeLessThan(0.5)
    const sure = told.filter((one) => one.sure)
    expect(Math.abs(share(sure) - recorded.precision)).toBeLessThan(2)
    expect(Math.abs((100 * sure.length) / told.length - recorded.coverage)).toBeLessThan(0.5)
  })

  it('takes at most 60 µs a commit on a busy machine', () => {
    const model = commitTypeModel()
    const round = () => {
      const begun = process.cpuUsage()
      for (const { subject, files } of examples) model.predict(subject, files)
      const { user, system } = process.cpuUsage(begun)
      return (user + system) / examples.length
    }
    expect(Math.min(round(), round(), round())).toBeLessThan(60)
  })
})
