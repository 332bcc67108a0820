import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBoundary } from '../../src/git/boundary.js'
import { fetchWindow } from '../../src/git/fetch-window.js'
import { readLineage } from '../../src/lineage/read-lineage.js'
import { GitRepository, searchPath } from '../support/git-repository.js'
import { GitServer } from '../support/git-server.js'
import { lineageOf } from '../support/lineage.js'

const day = 86_400
const now = Date.UTC(2026, 5, 1) / 1000
const since = new Date((now - 60 * day) * 1000)
const body = (...words: string[]) => words.map((word) => `${word}\n`).join('')

let repository: GitRepository
let server: GitServer
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codevisto-test-window-'))
  repository = await GitRepository.create()
  const say = (age: number, files: Record<string, string>, more: object = {}) =>
    repository.commit({ at: now - age * day, files, ...more })
  say(1000, { 'a.js': body('1', '2', '3', '4', '5'), 'b.js': body('1', '2') })
  const root = say(900, { 'c.js': body('1') })
  say(50, { 'b.js': body('x', '2') })
  const old = say(800, { 'a.js': body('1', '2', '3', '4', 'old') }, { branch: 'old', from: root })
  const side = say(40, { 'd.js': body('1') }, { branch: 'side', from: old })
  say(30, { 'a.js': body('new', '2', '3', '4', '5') })
  // Both sides changed a.js: what the merge made of it is in no other commit's diff.
  const merged = { 'a.js': body('new', '2', '3', '4', 'old'), 'd.js': body('1') }
  say(20, merged, { merge: [side], message: 'Merge' })
  say(10, { 'c.js': body('1', '2') })
  repository.save()
  server = await GitServer.start(repository.parent, {})
})

afterAll(async () => {
  await server.stop()
  await repository.remove()
  await rm(folder, { recursive: true, force: true })
})

it('reads a window that was fetched without the files it does not need', async () => {
  const alone = { signal: null, onGroup: () => {}, sharesGroup: false }
  const place = { folder: join(folder, 'window.git'), objects: null, searchPath, ...alone }
  const source = { kind: 'remote' as const, url: server.url(), allowedProtocols: ['http' as const] }
  const wanted = { since, last: null, isKnown: () => false, historySince: null }
  const window = await fetchWindow(place, source, wanted as never, null)
  expect(window.method).toMatch(/shallow|history/)
  const found = new Map<string, string[]>()
  await readLineage(place, {
    ...{
      head: window.head.hash,
      since,
      now: new Date(),
      boundary: await readBoundary(place.folder),
    },
    onFile: (path, runs) => {
      const of = runs.map(({ lines, origin }) =>
        typeof origin === 'string' ? `${lines} ${origin}` : `${lines} ${origin.hash}`,
      )
      found.set(path, of)
    },
  })
  const whole = await lineageOf(repository.path, { since })
  expect([...whole.lines.keys()].sort()).toEqual(['a.js', 'b.js', 'c.js', 'd.js'])
  for (const path of ['b.js', 'c.js', 'd.js']) {
    expect(found.get(path)?.length, path).toBeGreaterThan(0)
  }
  // Where the merge's content was left out, its lines are not known; else they are as they should be.
  for (const [path, runs] of found) {
    const lines = runs.flatMap((run) => {
      const [count, origin] = run.split(' ') as [string, string]
      return Array<string>(Number(count)).fill(origin)
    })
    expect(lines, path).toEqual(whole.lines.get(path))
  }
})
