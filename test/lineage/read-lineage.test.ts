import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { GitRepository, git } from '../support/git-repository.js'
import { lineageOf } from '../support/lineage.js'

const repositories: GitRepository[] = []
const create = async () => {
  const repository = await GitRepository.create()
  repositories.push(repository)
  return repository
}

afterAll(async () => {
  await Promise.all(repositories.map((repository) => repository.remove()))
})

const day = (n: number) => Date.UTC(2026, 0, 1) / 1000 + n * 86_400
const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('')
const hashOf = (repository: GitRepository, subject: string) =>
  repository.git('log', '--all', '--format=%H', `--grep=^${subject}$`).trim()

describe('rework', () => {
  it('is lines removed within 21 days of their last change, over the larger side of each hunk', async () => {
    const repository = await create()
    const say = (message: string, at: number, ...lines: string[]) =>
      repository.commit({ message, at: day(at), files: { 'a.js': text(...lines) } })
    say('first', 0, 'a', 'b', 'c', 'd', 'e')
    // 21 days later: one line goes, two come.
    say('in time', 21, 'a', 'B', 'bb', 'c', 'd', 'e')
    // Day 22: "c" is 22 days old, "B" is one day old; one hunk, -2 +1.
    say('both', 22, 'a', 'x', 'bb', 'd', 'e')
    repository.commit({ message: 'gone', at: day(30), files: { 'a.js': null } })
    const { rework, reading } = await lineageOf(repository.save())
    const of = (subject: string) => rework.get(hashOf(repository, subject))
    expect(of('first')).toEqual({ reworkedLines: 0, reworkBase: 5 })
    expect(of('in time')).toEqual({ reworkedLines: 1, reworkBase: 2 })
    // Two hunks: -1 +1 at "B", -1 +0 at "c".
    expect(of('both')).toEqual({ reworkedLines: 1, reworkBase: 2 })
    // Of "a x bb d e" two lines are young: "x" and "bb".
    expect(of('gone')).toEqual({ reworkedLines: 2, reworkBase: 5 })
    // All five hunks' removed lines were asked about: 1 + 2 + 5.
    expect(reading).toMatchObject({ commits: 4, from: null, linesAsked: 8, linesUnknown: 0 })
  })

  it('leaves out documents, generated files and merges, and counts tests', async () => {
    const repository = await create()
    const files = { 'README.md': 'a\n', 'yarn.lock': 'a\n', 'test/a.test.js': 'a\n' }
    const base = repository.commit({ message: 'first', files })
    const changed = { 'README.md': 'b\n', 'yarn.lock': 'b\n', 'test/a.test.js': 'b\n' }
    const side = repository.commit({ message: 'side', branch: 'side', from: base, files: changed })
    repository.commit({ message: 'merge', merge: [side], files: changed })
    const { rework } = await lineageOf(repository.save())
    expect(rework.get(hashOf(repository, 'side'))).toEqual({ reworkedLines: 1, reworkBase: 1 })
    expect(rework.has(hashOf(repository, 'merge'))).toBe(false)
  })

  it('is not known where lines from before the window may be young', async () => {
    const repository = await create()
    repository.commit({ at: day(0), files: { 'a.js': text('a', 'b', 'c') } })
    repository.commit({ at: day(10), message: 'early', files: { 'a.js': text('a', 'b', 'x') } })
    repository.commit({ at: day(11), message: 'new', files: { 'b.js': text('a') } })
    repository.commit({ at: day(40), message: 'late', files: { 'a.js': text('a', 'y', 'x') } })
    const since = new Date(day(5) * 1000)
    const { rework, reading, lines } = await lineageOf(repository.save(), { since })
    expect(rework.get(hashOf(repository, 'early'))).toBe(null)
    expect(rework.get(hashOf(repository, 'new'))).toEqual({ reworkedLines: 0, reworkBase: 1 })
    expect(rework.get(hashOf(repository, 'late'))).toEqual({ reworkedLines: 0, reworkBase: 1 })
    expect(reading.from).toEqual(since)
    expect(lines.get('a.js')).toEqual([
      ...['before', hashOf(repository, 'late'), hashOf(repository, 'early')],
    ])
  })
})

describe('the origin of lines', () => {
  it('follows renames, also onto a path that another file has left', async () => {
    const repository = await create()
    const body = (word: string) => text(...Array.from({ length: 20 }, (_, at) => `${word} ${at}`))
    repository.commit({ message: 'a', files: { 'a.js': body('a') } })
    repository.commit({ message: 'b', files: { 'b.js': body('b') } })
    repository.commit({ message: 'left', files: { 'b.js': null, 'c.js': body('b') } })
    const files = { 'a.js': null, 'b.js': `${body('a')}more\n` }
    repository.commit({ message: 'moved', files })
    const { lines } = await lineageOf(repository.save())
    const [a, b, moved] = ['a', 'b', 'moved'].map((subject) => hashOf(repository, subject))
    expect(lines.get('b.js')).toEqual([...Array(20).fill(a), moved])
    expect(lines.get('c.js')).toEqual(Array(20).fill(b))
    expect(lines.has('a.js')).toBe(false)
  })

  it('costs a missing content its files, not the reading', async () => {
    const repository = await create()
    repository.commit({ message: 'first', files: { 'a.js': text('a', 'b'), 'b.js': 'b\n' } })
    repository.commit({ message: 'lost', files: { 'a.js': text('a', 'x'), 'lost.js': 'x\n' } })
    repository.commit({ message: 'last', files: { 'b.js': text('b', 'c') } })
    const path = repository.save()
    const id = git(path, 'rev-parse', `${hashOf(repository, 'lost')}:lost.js`).trim()
    await rm(join(path, 'objects', id.slice(0, 2), id.slice(2)))
    const { lines, rework } = await lineageOf(path)
    expect(lines.get('b.js')).toEqual(['first', 'last'].map((one) => hashOf(repository, one)))
    // Its lines are unknown, however many they are.
    expect(lines.has('a.js')).toBe(false)
    expect(rework.size).toBe(2)
  })

  it('costs a merge whose content is missing the files it made, and no others', async () => {
    const repository = await create()
    const base = repository.commit({ message: 'base', files: { 'a.js': text('a', 'b', 'c') } })
    const files = { 'a.js': text('a', 'b', 'z'), 'b.js': 'b\n' }
    const side = repository.commit({ message: 'side', branch: 'side', from: base, files })
    repository.commit({ message: 'main', files: { 'a.js': text('x', 'b', 'c') } })
    const merged = text('x', 'b', 'z')
    repository.commit({ merge: [side], message: 'merge', files: { ...files, 'a.js': merged } })
    const path = repository.save()
    const whole = await lineageOf(path)
    const [of, main, first] = ['side', 'main', 'base'].map((one) => hashOf(repository, one))
    expect(whole.lines.get('a.js')).toEqual([main, first, of])
    const id = git(path, 'rev-parse', 'main:a.js').trim()
    await rm(join(path, 'objects', id.slice(0, 2), id.slice(2)))
    const { lines } = await lineageOf(path)
    expect(lines.has('a.js')).toBe(false)
    expect(lines.get('b.js')).toEqual([of])
  })
})
