import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerReader, answers } from '../../src/git/diff-answers.js'
import { diffTree } from '../../src/git/diff-options.js'
import { DiffReader } from '../../src/git/diff-reader.js'
import type { CommitDiff } from '../../src/git/file-diff.js'
import { GitRepository, git, searchPath } from '../support/git-repository.js'

let repository: GitRepository
let hashes: string[]

beforeAll(async () => {
  repository = await GitRepository.create()
  for (const name of ['a', 'b', 'c', 'd']) repository.commit({ files: { [name]: `${name}\n` } })
  repository.save()
  hashes = repository.git('rev-list', '--reverse', 'main').trim().split('\n')
})

afterAll(() => repository.remove())

/** The files of each answer, or null. */
async function ask(questions: string[], newReader: () => AnswerReader<CommitDiff>) {
  const alone = { signal: null, onGroup: () => {}, sharesGroup: false }
  const place = { folder: repository.path, objects: null, searchPath, ...alone }
  const found: (string | null)[] = []
  for await (const diff of answers(place, diffTree.changes, questions, newReader)) {
    found.push(diff?.files.map(({ path }) => String(path)).join() ?? null)
  }
  return found
}

const reader = () => new DiffReader(() => null)

/** Finds the second commit too large, as soon as it begins. */
class Small extends DiffReader<never> {
  override get isOversized(): boolean {
    return this.seen === hashes[1]
  }
  seen: string | null = null
  override feed(chunk: Buffer) {
    const done = super.feed(chunk)
    const kept = done.findIndex(({ hash }) => hash === hashes[1])
    this.seen = kept === -1 ? null : hashes[1]!
    return kept === -1 ? done : done.slice(0, kept)
  }
}

describe('answers', () => {
  it('come in the order of the questions, one each', async () => {
    expect(await ask(hashes, reader)).toEqual(['a', 'b', 'c', 'd'])
    expect(await ask([], reader)).toEqual([])
  })

  it('are null where git dies over a question, and go on after it', async () => {
    const bad = 'f'.repeat(40)
    const asked = [hashes[0]!, `${hashes[1]} ${bad}`, hashes[2]!, hashes[3]!]
    expect(await ask(asked, reader)).toEqual(['a', null, 'c', 'd'])
  })

  it('are null where an answer is too large, and go on after it', async () => {
    expect(await ask(hashes, () => new Small(() => null))).toEqual(['a', null, 'c', 'd'])
  })

  it('are null for a content that is not here, also the first and the last', async () => {
    const lost = await GitRepository.create()
    for (const name of ['a', 'b', 'c']) lost.commit({ files: { [name]: `${name}\n` } })
    const path = lost.save()
    for (const name of ['a', 'c']) {
      const id = git(path, 'rev-parse', `main:${name}`).trim()
      await rm(join(path, 'objects', id.slice(0, 2), id.slice(2)))
    }
    const other = repository
    repository = lost
    const all = lost.git('rev-list', '--reverse', 'main').trim().split('\n')
    expect(await ask(all, reader)).toEqual([null, 'b', null])
    repository = other
    await lost.remove()
  })
})
