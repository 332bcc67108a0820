import { describe, expect, it } from 'vitest'
import { CommitTypeModel } from '../../src/commit-types/commit-type-model.js'
import { commonRole, typeByShape } from '../../src/commit-types/type-by-shape.js'
import { touched } from '../support/touched-files.js'

/**
 * Weights of one word for each type, by hand: "docs" 4 for docs, "fix" 4 for fix, "bump" 4 for deps,
 * "maybe" 0.8 for fix. Of five types at 0, one at 4 has e^4 / (e^4 + 4) = 0.932, one at 0.8 has
 * e^0.8 / (e^0.8 + 4) = 0.358; nothing known, 0.2 each, chore (ci and deps) 0.4.
 */
const model = new CommitTypeModel({
  version: 1,
  types: [
    ['fix', 'fix'],
    ['docs', 'docs'],
    ['test', 'test'],
    ['ci', 'chore'],
    ['deps', 'chore'],
  ],
  temperature: 1,
  confidence: [
    [0.35, 0.3],
    [0.9, 0.6],
    [1, 0.8],
  ],
  scale: 0.1,
  features: 'w:doc\nw:fix\nw:bump\nw:mayb',
  weights: Buffer.from(
    Int8Array.of(
      ...[0, 0, 0, 0, 0],
      ...[0, 40, 0, 0, 0],
      ...[40, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 40],
      ...[8, 0, 0, 0, 0],
    ),
  ).toString('base64'),
})

const docs = [touched('README.md'), touched('docs/a.md')]
const workflows = [touched('.github/workflows/ci.yml')]
const tests = [touched('test/a.test.ts')]
const code = [touched('src/a.ts')]

describe('typeByShape', () => {
  it('believes paths and words that agree as much as the words', () => {
    // 0.6 + (0.932 - 0.9) / 0.1 × 0.2 = 0.66
    const sure = { type: 'docs', source: 'paths', confidence: 0.66 }
    expect(typeByShape('docs', docs, model)).toEqual(sure)
  })

  it('takes the type of the words where it is of the paths’ group', () => {
    expect(typeByShape('bump', workflows, model)).toMatchObject({ type: 'deps', source: 'paths' })
    expect(typeByShape('unheard of', workflows, model)).toMatchObject({ type: 'ci' })
  })

  it('lets words that are sure of another group overrule the paths', () => {
    expect(typeByShape('fix', tests, model)).toMatchObject({ type: 'fix', source: 'model' })
  })

  it('takes paths before words that are not sure, and is not sure itself', () => {
    const unsure = { type: 'test', source: 'paths', confidence: 0.3 }
    expect(typeByShape('maybe', tests, model)).toEqual(unsure)
    expect(typeByShape('unheard of', tests, model)).toEqual(unsure)
  })

  it('has nothing but words where paths are of several kinds, or none', () => {
    expect(typeByShape('fix', [...docs, ...tests], model)).toMatchObject({ source: 'model' })
    expect(typeByShape('maybe', code, model)).toMatchObject({ type: 'fix', source: 'model' })
    // 0.4 for the chores is above 0.35; 0.2 for a test alone would not be.
    expect(typeByShape('unheard of', code, model)).toMatchObject({ type: 'ci', source: 'model' })
  })
})

describe('commonRole', () => {
  it('is that of all files, or none', () => {
    expect([docs, workflows, tests, code, []].map(commonRole)).toEqual([
      ...['docs', 'ci', 'test', null, null],
    ])
    expect(commonRole([...docs, ...tests])).toBeNull()
    expect(commonRole([...docs, ...code])).toBeNull()
  })
})
