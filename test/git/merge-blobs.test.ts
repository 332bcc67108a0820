import { afterAll, beforeAll, expect, it } from 'vitest'
import { listMergeBlobs } from '../../src/git/merge-blobs.js'
import { GitRepository, searchPath } from '../support/git-repository.js'

let repository: GitRepository

beforeAll(async () => {
  repository = await GitRepository.create()
  const base = repository.commit({ files: { 'a.js': 'a\nb\nc\n', 'b.js': '1\n' } })
  const files = { 'a.js': 'a\nb\nz\n', 'b.js': '2\n' }
  const side = repository.commit({ branch: 'side', from: base, files })
  repository.commit({ files: { 'a.js': 'x\nb\nc\n' } })
  const module = { mode: '160000' as const, content: 'd'.repeat(40) }
  const merged = { 'a.js': 'x\nb\nz\n', 'b.js': '2\n', module }
  repository.commit({ merge: [side], files: merged })
  repository.save()
})

afterAll(() => repository.remove())

it('names the versions of files that a merge made anew, and no others', async () => {
  const alone = { signal: null, onGroup: () => {}, sharesGroup: false }
  const place = { folder: repository.path, objects: null, searchPath, ...alone }
  const blobs = new Set<string>()
  await listMergeBlobs(place, { head: 'main', since: null }, blobs)
  const id = (name: string) => repository.git('rev-parse', name).trim()
  // b.js is the side's as it was; the submodule holds no lines.
  expect(blobs).toEqual(new Set(['main^1:a.js', 'main^2:a.js', 'main:a.js'].map(id)))
})
