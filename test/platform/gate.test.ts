import { expect, test } from 'vitest'
import { Gate } from '../../src/platform/gate.js'

/** Work that ends when it is told to. */
function piece() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { ended, end }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('no more than its width run at once, the others in the order they came', async () => {
  const gate = new Gate(2)
  const begun: number[] = []
  const pieces = [0, 1, 2, 3].map(piece)
  const done = pieces.map(({ ended }, at) =>
    gate.run(async () => {
      begun.push(at)
      await ended
      return at
    }),
  )
  await soon()
  expect(begun).toEqual([0, 1])
  pieces[1]!.end()
  await soon()
  expect(begun).toEqual([0, 1, 2])
  for (const { end } of pieces) end()
  expect(await Promise.all(done)).toEqual([0, 1, 2, 3])
})

test('work that fails lets the next one in', async () => {
  const gate = new Gate(1)
  const fails = gate.run(async () => {
    throw new Error('broken')
  })
  const next = gate.run(async () => 'next')
  await expect(fails).rejects.toThrow('broken')
  expect(await next).toBe('next')
  expect(await gate.run(async () => 'later')).toBe('later')
})

test('work that fails before it begins lets the next one in, too', async () => {
  const gate = new Gate(1)
  const fails = gate.run(() => {
    throw new Error('at once')
  })
  await expect(fails).rejects.toThrow('at once')
  expect(await gate.run(async () => 'next')).toBe('next')
})
