import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { treeMemory } from '../../src/cli/process-tree.js'
import { StageMetrics } from '../../src/cli/stage-metrics.js'

describe('StageMetrics', () => {
  const cells = (line = '') => line.trim().split(/ {2,}/)

  it('keeps the peaks of each stage and of them all', () => {
    let memory = { node: 10, gits: 0 as number | null }
    const mebibytes = (node: number, gits: number | null) => {
      memory = { node: node * 2 ** 20, gits: gits === null ? null : gits * 2 ** 20 }
    }
    const metrics = new StageMetrics(() => memory)
    mebibytes(100_000, 0)
    metrics.enter('cloning')
    mebibytes(300_000, 50)
    metrics.enter('reading')
    mebibytes(200_000, 40)
    metrics.enter('reading')
    const [head, cloning, reading, all, speed] = metrics.end(1234)
    expect(cells(head)).toEqual(['stage', 'seconds', 'CPU of Node', 'Node MiB', 'git MiB'])
    // What is there at a stage's end counts for it as well as for the next one.
    expect(cells(cloning)).toEqual([...stage('cloning'), '300,000', '50'])
    expect(cells(reading)).toEqual([...stage('reading'), '300,000', '50'])
    expect(cells(all)).toEqual([...stage('all'), '300,000', '50'])
    expect(speed).toMatch(/^1,234 commits read, [\d,]+ a second$/)
  })

  it('says so where the system does not tell, and no speed where nothing was read', () => {
    const metrics = new StageMetrics(() => ({ node: 0, gits: null }))
    metrics.enter('starting')
    const lines = metrics.end(0)
    expect(lines).toHaveLength(3)
    expect(cells(lines[1]).at(-1)).toBe('not told')
  })

  const stage = (name: string) => [
    name,
    expect.stringMatching(/^\d+\.\d\d$/),
    expect.stringMatching(/^\d+\.\d\d$/),
  ]
})

describe('treeMemory', () => {
  it.skipIf(!existsSync('/proc/self/task'))('sees what was started', async () => {
    const before = treeMemory()
    const child = spawn('sleep', ['60'])
    await new Promise((resolve) => child.once('spawn', resolve))
    const during = treeMemory()
    child.kill()
    expect(before.node).toBeGreaterThan(20e6)
    expect(during.gits).toBeGreaterThan(before.gits ?? 0)
  })
})
