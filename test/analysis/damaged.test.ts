import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AnalysisBench } from '../support/git-analysis.js'
import { GitRepository } from '../support/git-repository.js'

let bench: AnalysisBench
const made: GitRepository[] = []
beforeAll(async () => {
  bench = await AnalysisBench.create()
})
afterAll(async () => {
  for (const repository of made) await repository.remove()
  await bench.remove()
})
afterEach(async () => expect(await bench.leftovers()).toEqual([]))

/** So few that git keeps their objects loose: they can be lost one by one. */
const length = 30

/** Commits that each rewrite one file; the contents of some are taken out of the store. */
async function damaged(lost: number[]): Promise<GitRepository> {
  const repository = await GitRepository.create()
  made.push(repository)
  for (let index = 1; index <= length; index++) {
    repository.commit({ files: { 'a.js': `${'x\n'.repeat(index)}end ${index}\n` } })
  }
  repository.save()
  for (const index of lost) {
    const blob = repository.git('rev-parse', `main~${length - index}:a.js`).trim()
    rmSync(join(repository.path, 'objects', blob.slice(0, 2), blob.slice(2)))
  }
  return repository
}

describe('a history with damaged commits', () => {
  it.each([1, 2, 3])(
    'is read but for the commits that need what is lost, by %i gits',
    async (gits) => {
      // Each content is what one commit wrote and the next one replaced.
      const repository = await damaged([10, 11, 25])
      const { commits, receipt } = await bench.local(repository.path, { gits })
      expect(commits).toHaveLength(length)
      const number = (subject: string) => Number(subject.replace('Commit ', ''))
      const unread = commits.filter(({ skipped }) => skipped === 'unreadable')
      expect(unread.map(({ subject }) => number(subject))).toEqual([26, 25, 12, 11, 10])
      expect(receipt.skipped.unreadable).toBe(5)
      expect(receipt.measured).toBe(25)
      const read = commits.filter(({ skipped }) => skipped === null)
      expect(read.every(({ additions }) => additions === 2 || additions === 3)).toBe(true)
      expect(commits.map(({ subject }) => number(subject))).toEqual(
        Array.from({ length }, (_, index) => length - index),
      )
    },
  )

  it('keeps its first and its last commit apart from the others', async () => {
    const repository = await damaged([1, 30])
    const { commits } = await bench.local(repository.path)
    const unread = commits.filter(({ skipped }) => skipped === 'unreadable')
    expect(unread.map(({ subject }) => subject)).toEqual(['Commit 30', 'Commit 2', 'Commit 1'])
  })
})
