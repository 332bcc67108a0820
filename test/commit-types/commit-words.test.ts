import { describe, expect, it } from 'vitest'
import { addWords, stemOf, wordsOf } from '../../src/commit-types/commit-words.js'

function features(subject: string): string[] {
  const found: string[] = []
  addWords(subject, (family, name) => found.push(`${family}:${name}`))
  return found
}

describe('wordsOf', () => {
  it.each([
    ['Fix crash on empty list', ['fix', 'crash', 'on', 'empty', 'list']],
    ['Añade sesión', ['anade', 'sesion']],
    ["Don't wait 20s, it’s v2.3", ['dont', 'wait', '#', 'its', 'v2', '#']],
    ['Исправил ошибку', ['исправил', 'ошибку']],
    ['修正 a', ['修正', 'a']],
    ['🚀 --- !!!', []],
    ['', []],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it('reads 200 characters and 30 words', () => {
    expect(wordsOf('ab '.repeat(100_000))).toHaveLength(30)
    expect(wordsOf('a'.repeat(1_000_000))).toEqual(['a'.repeat(200)])
  })
})

describe('stemOf', () => {
  it.each([
    [['fix', 'fixes', 'fixed', 'fixing'], 'fix'],
    [['add', 'adds', 'added', 'adding'], 'ad'],
    [['remove', 'removes', 'removed', 'removing'], 'remov'],
    [['drop', 'drops', 'dropped', 'dropping'], 'drop'],
    [['dependency', 'dependencies'], 'dependenci'],
    [['class', 'classes'], 'clas'],
    [['use', 'uses', 'used', 'using'], 'us'],
    [['is'], 'is'],
  ])('%j is %s', (words, stem) => {
    expect(new Set(words.map(stemOf))).toEqual(new Set([stem]))
  })
})

describe('addWords', () => {
  it('adds words, pairs, the first ones and the shape of the subject', () => {
    expect(features('Fixes `crash`')).toEqual([
      's:few',
      's:code',
      'w:fix',
      'w:crash',
      'w:fix_crash',
      '1:fix',
      '1:fix_crash',
    ])
  })

  it('looks past tickets, tags, emoji and the number of a pull request', () => {
    expect(features('[web] ABC-12: 🐛 Fix crash (#123)')).toEqual(features('Fix crash'))
  })

  it('puts Spanish into English', () => {
    expect(addWords('Corrige el error al guardar', () => {})).toEqual(
      addWords('fix error save', () => {}),
    )
  })

  it('adds nothing but the shape where there is no word', () => {
    expect(features('…')).toEqual(['s:few'])
  })
})
