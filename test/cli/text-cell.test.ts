import { describe, expect, it } from 'vitest'
import { bytes, counted, measure, percent } from '../../src/cli/quantity.js'
import { bar, cell, pathCell, rightCell } from '../../src/cli/text-cell.js'

describe('cells', () => {
  it.each([
    ['Ada', 6, 'Ada   '],
    ['Ada Lovelace', 6, 'Ada L…'],
    ['Ada', 3, 'Ada'],
    // Two columns each: the third fits only by half.
    ['山田太郎', 6, '山田… '],
    ['\x1b[31mred\x1b[0m', 10, '[31mred[0m'],
    ['a\tb\nc\u202ed\u2028e', 6, 'abcde '],
    ['', 2, '  '],
  ])('%j in %i columns is %j', (text, columns, expected) => {
    expect(cell(text, columns)).toBe(expected)
  })

  it('keep the end of a path', () => {
    expect(pathCell('src/web/pages/overview.ts', 12)).toBe('…overview.ts')
    expect(pathCell('a.ts', 6)).toBe('a.ts  ')
    expect(pathCell(`${'deep/'.repeat(200)}x.ts`, 10)).toBe('…deep/x.ts')
  })

  it('stand to the right', () => {
    expect(rightCell('12', 5)).toBe('   12')
    expect(rightCell('123456', 5)).toBe('123456')
  })

  it('draw bars that show whatever is not nothing', () => {
    expect([0, 0.001, 0.5, 1].map((share) => bar(share, 10).length)).toEqual([0, 1, 5, 10])
  })
})

describe('quantities', () => {
  it('read well', () => {
    expect([counted(1, 'commit'), counted(18609, 'commit')]).toEqual(['1 commit', '18,609 commits'])
    expect([percent(1, 3), percent(0, 5), percent(0, 0)]).toEqual(['33 %', '0 %', '–'])
    expect([measure(1.25), measure(9.96), measure(1234.5)]).toEqual(['1.3', '10', '1,235'])
    expect([bytes(1500), bytes(1.25e6), bytes(241e6)]).toEqual(['2 kB', '1.3 MB', '241 MB'])
  })
})
