import { describe, expect, it } from 'vitest'
import type { RawCommit } from '../support/loose-objects.js'
import { ordinary } from '../support/loose-objects.js'
import { surroundings } from '../support/surrounded.js'

const surrounded = surroundings()
const who = 'Ada <ada@example.com>'
const at = (date: string): Partial<RawCommit> => ({ author: `${who} ${date}` })
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)))

/** One commit with something odd about it, between ordinary ones. */
async function oddCommit(odd: Partial<RawCommit>) {
  const { between, receipt } = await surrounded((objects, below) =>
    objects.commit({ tree: objects.file('odd', 'x\n'), parents: [below], ...odd }),
  )
  expect(between).toHaveLength(1)
  expect(between[0]).toMatchObject({ skipped: null, additions: 1, deletions: 2 })
  return { commit: between[0], anomalies: receipt.anomalies }
}

describe('a commit with an impossible date is held within what can be, marked and counted', () => {
  it.each([
    ['in the year 5138', at('100000000000 +0000')],
    ['of u64 at most', at('18446744073709551615 +0000')],
    ['beyond u64', at('99999999999999999999999 +0000')],
    ['of −1', at('-1 +0000')],
    ['at the epoch', at('0 +0000')],
    ['of no date', { author: who }],
    ['of words', at('yesterday')],
    ['with an offset of centuries', at('1600000000 +99999999')],
    ['with an offset of −99:59', at('1600000000 -9959')],
  ])('%s', async (_, odd) => {
    const { commit, anomalies } = await oddCommit(odd)
    const authored = Date.parse(commit!.authoredAt)
    expect(commit!.dateSuspect).toBe(true)
    expect(authored).toBeGreaterThanOrEqual(Date.UTC(1990, 0, 1))
    expect(authored).toBeLessThanOrEqual(Date.now() + 86_400_000)
    expect(Math.abs(commit!.authorOffsetMinutes)).toBeLessThanOrEqual(14 * 60)
    expect(anomalies.datesClamped).toBe(1)
  })

  it('and one bad date of two takes the other', async () => {
    const { commit } = await oddCommit({ author: who, committer: ordinary })
    expect(commit).toMatchObject({ authoredAt: '2020-09-13T12:26:40.000Z', dateSuspect: true })
  })
})

describe('a commit of nobody in particular is kept and counted', () => {
  it.each<[string, string | Buffer, object]>([
    ['without an address', 'Ada <> 1600000000 +0000', { authorName: 'Ada', authorEmail: '' }],
    ['without brackets', 'Ada 1600000000 +0000', { authorEmail: '' }],
    ['without a name', ' <a@example.com> 1600000000 +0000', { authorName: '' }],
    ['with nothing at all', '', { authorName: '', authorEmail: '', dateSuspect: true }],
    ['with brackets in brackets', '<<a>> <<b>> 1600000000 +0000', { authorName: '' }],
  ])('%s', async (_, author, expected) => {
    const { commit, anomalies } = await oddCommit({ author })
    expect(commit).toMatchObject(expected)
    expect(anomalies.identitiesIncomplete).toBe(1)
  })
})

describe('a commit whose text is not plain text is cleaned and counted', () => {
  it.each<[string, Partial<RawCommit>, object, object]>([
    [
      'Latin-1 in a name',
      { author: bytes('J', [0xe9], 'r', [0xf4], 'me <j@example.com> 1600000000 +0000') },
      { authorName: 'J\ufffdr\ufffdme' },
      { textReplaced: 1 },
    ],
    [
      'FF FE in a message',
      { message: bytes([0xff, 0xfe], 'fix') },
      { subject: '\ufffd\ufffdfix' },
      { textReplaced: 1 },
    ],
    ['a NUL: git ends the message there', { message: 'fix\0evil' }, { message: 'fix' }, {}],
    [
      'separators of other programs',
      { message: 'a\x1fb\x1ec òòòòòò d\x01\x02' },
      { subject: 'abc òòòòòò d' },
      { textStripped: 1 },
    ],
    [
      'marks that reorder text',
      { message: 'safe\u202egnp.exe' },
      { subject: 'safegnp.exe' },
      { textStripped: 1 },
    ],
    ['escape sequences', { message: 'a\x1b[2Jb' }, { subject: 'a[2Jb' }, { textStripped: 1 }],
    ['no message', { message: '' }, { subject: '', message: '' }, {}],
    ['only blanks', { message: ' \n\t\n ' }, { subject: '', message: '' }, {}],
    [
      'a message of 5 MB',
      { message: 'y'.repeat(5 << 20) },
      { message: 'y'.repeat(4096) },
      { textCut: 1 },
    ],
    [
      'a name of 1 MB',
      { author: `${'n'.repeat(1 << 20)} <n@example.com> 1600000000 +0000` },
      { authorName: 'n'.repeat(512) },
      { textCut: 1 },
    ],
  ])('%s', async (_, odd, expected, counted) => {
    const { commit, anomalies } = await oddCommit(odd)
    expect(commit).toMatchObject(expected)
    const { textReplaced, textStripped, textCut } = anomalies
    const none = { textReplaced: 0, textStripped: 0, textCut: 0 }
    expect({ textReplaced, textStripped, textCut }).toEqual({ ...none, ...counted })
  })
})
