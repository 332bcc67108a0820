import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { missingCommits, namedParents } from '../../src/git/named-parents.js'
import { GitRepository, searchPath } from '../support/git-repository.js'

let repository: GitRepository
let hashes: { base: string; side: string; merge: string }

beforeAll(async () => {
  repository = await GitRepository.create()
  const base = repository.commit({ message: 'parent 1234567890123456789012345678901234567890' })
  const side = repository.commit({ branch: 'side', from: base, message: 'É\n\nparent abc' })
  repository.commit({ merge: [side], files: { a: 'a\n' } })
  repository.save()
  const id = (name: string) => repository.git('rev-parse', name).trim()
  hashes = { base: id('main^1'), side: id('main^2'), merge: id('main') }
})

afterAll(() => repository.remove())

const place = () => {
  const alone = { signal: null, onGroup: () => {}, sharesGroup: false }
  return { folder: repository.path, objects: null, searchPath, ...alone }
}

it('tells the parents that a shallow history hides, and none that a message speaks of', async () => {
  const { base, side, merge } = hashes
  await writeFile(join(repository.path, 'shallow'), `${merge}\n`)
  expect(repository.git('rev-list', '--count', 'main').trim()).toBe('1')
  expect(await namedParents(place(), [merge, side])).toEqual(new Set([base, side]))
  expect(await namedParents(place(), [base])).toEqual(new Set())
  expect(await namedParents(place(), [])).toEqual(new Set())
})

it('says nothing where a commit is not here', async () => {
  expect(await namedParents(place(), ['f'.repeat(40), hashes.merge])).toBe(null)
})

it('finds the commits that are not here', async () => {
  const gone = 'f'.repeat(40)
  const asked = new Set([hashes.base, gone])
  expect(await missingCommits(place(), asked)).toEqual(new Set([gone]))
  expect(await missingCommits(place(), new Set())).toEqual(new Set())
})
