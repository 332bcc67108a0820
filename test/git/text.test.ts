import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText, subjectOf } from '../../src/git/text.js'

describe('ASVS 1.3.3: cleanText', () => {
  it('strips controls but tabs and line feeds', () => {
    expect(cleanText(Buffer.from('a\x00b\x07c\td\r\ne\x1b[31m\x7f\u0085')).text).toBe(
      'abc\td\ne[31m',
    )
  })

  it.each([
    ['plain\r\ntext', { replaced: false, stripped: false, cut: false }],
    ['a\x1b[31m', { stripped: true }],
    ['a\r\u202e', { stripped: true }],
    ['y'.repeat(4097), { cut: true }],
    ['y'.repeat(4096), { cut: false }],
  ])('says what was done to %j', (text, done) => {
    expect(cleanText(Buffer.from(text))).toMatchObject(done)
  })

  it('keeps marks out that reorder text', () => {
    expect(cleanText(Buffer.from('safe\u202Etxt.exe\u2066\u200F\uFEFF')).text).toBe('safetxt.exe')
  })

  it('replaces bytes that are not UTF-8, and says so', () => {
    expect(cleanText(Buffer.from([0x61, 0xff, 0xfe, 0x62]))).toEqual({
      ...{ text: 'a\ufffd\ufffdb', replaced: true, stripped: false, cut: false },
    })
  })

  it.each([
    [4, 'aéé', 'aé'],
    [3, 'aéé', 'aé'],
    [2, 'aéé', 'a'],
    [5, 'a😀b', 'a😀'],
    [4, 'a😀b', 'a'],
    [3, 'a😀b', 'a'],
    [2, 'a😀b', 'a'],
    [1, 'a😀b', 'a'],
  ])('cuts at %i bytes of %j where a code point ends', (limit, text, kept) => {
    expect(cleanText(Buffer.from(text), limit)).toMatchObject({ text: kept, replaced: false })
  })
})

it('cleanLine puts everything on one line', () => {
  expect(cleanLine(Buffer.from(' Ada\n\tLovelace ')).text).toBe('Ada Lovelace')
})

describe('subjectOf', () => {
  it.each([
    ['', ''],
    ['one', 'one'],
    ['\n\n one\ntwo\n\nbody', 'one two'],
    ['one\n \t\nbody', 'one'],
  ])('%j has the subject %j', (message, subject) => {
    expect(subjectOf(message)).toBe(subject)
  })
})
