import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { HashSet } from '../../src/git/hash-set.js'

const hashes = (algorithm: string, count: number) =>
  Array.from({ length: count }, (_, index) =>
    createHash(algorithm).update(`commit ${index}`).digest('hex'),
  ).sort()

describe('HashSet', () => {
  it.each([
    ['sha1', 20],
    ['sha256', 32],
  ] as const)('knows the %s hashes it was given and no other', (algorithm, width) => {
    const all = hashes(algorithm, 1001)
    const [kept, left] = [0, 1].map((rest) => all.filter((_, index) => index % 2 === rest))
    const set = new HashSet(Buffer.from(kept!.join(''), 'hex'), width)
    expect(set.size).toBe(501)
    expect(kept!.filter((hash) => !set.has(hash))).toEqual([])
    expect(left!.filter((hash) => set.has(hash))).toEqual([])
  })

  it('holds nothing when it is empty, and nothing of another length', () => {
    const [hash] = hashes('sha1', 1)
    expect(HashSet.empty.has(hash!)).toBe(false)
    const set = new HashSet(Buffer.from(hash!, 'hex'), 20)
    expect(set.has(hash!.slice(0, 38))).toBe(false)
    expect(set.has(`${hash}00`)).toBe(false)
  })
})
