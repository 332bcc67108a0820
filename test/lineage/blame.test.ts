import { afterAll, describe, expect, it } from 'vitest'
import { GitRepository, git } from '../support/git-repository.js'
import { lineageOf } from '../support/lineage.js'

/** The same numbers in every run: a failure can be looked at again. */
function randomSource(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Random = ReturnType<typeof randomSource>
type Files = Map<string, string[]>

const paths = ['a.js', 'src/b.ts', 'test/c.test.js', 'src/d.py']
let line = 0

/** Lines put in, taken out and changed; a few are the same wherever they stand. */
function edit(lines: string[], random: Random): string[] {
  const next = [...lines]
  for (let count = random(3); count >= 0; count--) {
    const added = Array.from({ length: random(4) }, () =>
      random(5) === 0 ? '}' : `line ${line++}`,
    )
    next.splice(random(next.length + 1), random(4), ...added)
  }
  return next
}

const content = (files: Files, keys: Iterable<string>) =>
  Object.fromEntries([...keys].map((key) => [key, `${files.get(key)!.join('\n')}\n`]))

/** Each file from one side or the other, or from both and a line of the merge's own. */
function mergeOf(main: Files, side: Files, random: Random): Files {
  const merged: Files = new Map()
  for (const path of paths) {
    const [ours = [], theirs = []] = [main.get(path), side.get(path)]
    const half = [ours.slice(0, ours.length / 2), theirs.slice(theirs.length / 2)].flat()
    const choice = [ours, theirs, half, [...half, `line ${line++}`]][random(4)]!
    merged.set(path, choice)
  }
  return merged
}

function build(repository: GitRepository, seed: number): void {
  const random = randomSource(seed)
  const main: Files = new Map(paths.map((path) => [path, edit(['}', 'x', 'y', '}'], random)]))
  const write = (files: Files, options: object) =>
    repository.commit({ files: content(files, files.keys()), ...options })
  let tip = write(main, {})
  for (let round = 0; round < 40; round++) {
    const side: Files = new Map(main)
    let sideTip = tip
    const change = (files: Files) => {
      const path = paths[random(paths.length)]!
      files.set(path, edit(files.get(path)!, random))
    }
    for (let count = random(3); count >= 0; count--) {
      change(side)
      sideTip = write(side, { branch: `side${round}`, from: sideTip })
    }
    for (let count = random(3); count > 0; count--) {
      change(main)
      tip = write(main, {})
    }
    const merged = mergeOf(main, side, random)
    for (const [path, lines] of merged) main.set(path, lines)
    tip = write(main, { merge: [sideTip], message: 'Merge' })
  }
}

function blame(path: string, file: string, since: Date | null): string[] {
  const limit = since ? [`--since=@${since.getTime() / 1000}`] : []
  const printed = git(path, 'blame', '--porcelain', ...limit, 'main', '--', file)
  const before = new Set<string>()
  const lines: string[] = []
  for (const row of printed.split('\n')) {
    const hash = /^([0-9a-f]{40}) \d+ \d+/.exec(row)?.[1]
    if (hash) lines.push(hash)
    else if (row === 'boundary' && since) before.add(lines.at(-1)!)
  }
  return lines.map((hash) => (before.has(hash) ? 'before' : hash))
}

const repositories: GitRepository[] = []
afterAll(async () => {
  await Promise.all(repositories.map((repository) => repository.remove()))
})

describe('every line of a random history with merges', () => {
  it.each([1, 2, 3, 4])('comes from where git blame says (seed %i)', async (seed) => {
    const repository = await GitRepository.create()
    repositories.push(repository)
    build(repository, seed)
    const path = repository.save()
    const middle = repository.git('log', '--format=%ct', 'main').trim().split('\n')
    const since = new Date(Number(middle[Math.floor(middle.length / 2)]) * 1000)
    for (const start of [null, since]) {
      const { lines } = await lineageOf(path, { since: start })
      for (const file of paths) {
        const expected = blame(path, file, start)
        const found = lines.get(file) ?? []
        const all = expected.map((_, index) => found[index] ?? 'before')
        expect(all, file).toEqual(expected)
      }
    }
  })
})
