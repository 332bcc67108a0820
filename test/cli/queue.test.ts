import { describe, expect, it } from 'vitest'
import { BoundedMap } from '../../src/cli/bounded-map.js'
import { Queue } from '../../src/cli/queue.js'

describe('Queue', () => {
  it('gives out what came in, in order, also while more comes', () => {
    const queue = new Queue<number>()
    const out: (number | undefined)[] = []
    for (let next = 0; next < 10_000; next++) {
      queue.push(next)
      if (next % 3 > 0) out.push(queue.shift())
    }
    expect(queue.first).toBe(out.length)
    while (queue.size > 0) out.push(queue.shift())
    expect(out).toEqual(Array.from({ length: 10_000 }, (_, index) => index))
    expect([queue.first, queue.shift(), queue.size]).toEqual([undefined, undefined, 0])
  })
})

describe('BoundedMap', () => {
  it('takes no further key once it is full, and counts what it turned away', () => {
    const map = new BoundedMap<{ count: number }>(2)
    for (const key of ['a', 'b', 'a', 'c', 'c']) {
      const value = map.get(key, () => ({ count: 0 }))
      if (value) value.count++
    }
    expect([...map.entries()]).toEqual([
      ['a', { count: 2 }],
      ['b', { count: 1 }],
    ])
    expect(map.turnedAway).toBe(2)
  })
})
