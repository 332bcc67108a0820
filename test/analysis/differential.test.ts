import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnalysisBench } from '../support/git-analysis.js'
import { numstat } from '../support/git-numstat.js'
import { type Content, GitRepository } from '../support/git-repository.js'

/** The same numbers in every run: a failure can be looked at again. */
function randomSource(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const words = ['if (a && b) {', '}', '', 'return a ? 1 : 2', '@@ -1 +1 @@', '-- a', '++ b', '\tx']
const more = ['diff --git a/x b/x', '\\ No newline at end of file', 'é', '/* open', '*/', '`']

/** A file's next version: lines put in, taken out and changed, line ends of both kinds. */
function mutate(content: string, random: (below: number) => number): string {
  const lines = content.split('\n')
  for (let edit = random(6); edit >= 0; edit--) {
    const word = [...words, ...more][random(words.length + more.length)] ?? ''
    const line = random(4) === 0 ? `${word}\r` : word
    lines.splice(random(lines.length + 1), random(3), ...(random(3) === 0 ? [] : [line]))
  }
  return lines.join('\n') + (random(3) === 0 ? '' : '\n')
}

const names = ['a.js', 'src/b.ts', 'c d.txt', 'tab\tname.js', 'line\nname', '"q".md', 'ü/é.js']

/** One change to one of the files, of any kind git knows. */
function change(
  files: Map<string, string>,
  index: number,
  random: (below: number) => number,
): [string, Content] {
  const path = names[random(names.length)] ?? 'a.js'
  const link: Content = { mode: '120000', content: `to${random(3)}` }
  const module: Content = { mode: '160000', content: String(index % 10).repeat(40) }
  const rare: [string, Content][] = [
    [`${path}.bin`, Buffer.from([0, index, random(256)])],
    [`${path}.link`, link],
    [`${path}.link`, `line${random(3)}\n`],
    ['module', module],
    ['empty.txt', random(2) === 0 ? '' : 'x'],
  ]
  const chosen = rare[random(12)]
  if (chosen) return chosen
  if (random(12) === 0 && files.delete(path)) return [path, null]
  const content = mutate(files.get(path) ?? 'x\n'.repeat(30), random)
  files.set(path, content)
  return [path, random(8) === 0 ? { mode: '100755', content } : content]
}

function build(repository: GitRepository, seed: number, size: number): void {
  const random = randomSource(seed)
  const files = new Map<string, string>()
  let side: number | null = null
  for (let index = 0; index < size; index++) {
    const changes = Array.from({ length: 1 + random(4) }, () => change(files, index, random))
    const mark = repository.commit({ files: Object.fromEntries(changes) })
    if (random(8) === 0) {
      const files = { [`side${index}`]: 'x\ny' }
      side = repository.commit({ branch: 'side', from: mark, files })
    } else if (side !== null && random(3) === 0) {
      repository.commit({ merge: [side], message: 'Merge' })
      side = null
    }
    if (random(10) === 0) move(repository, files, random)
  }
}

/** Renames a file, as it is or changed a little, so that git must see the likeness. */
function move(
  repository: GitRepository,
  files: Map<string, string>,
  random: (below: number) => number,
): void {
  const [path, content] = [...files][random(files.size)] ?? []
  if (path === undefined || content === undefined || content.length < 40) return
  files.delete(path)
  const to = `moved/${random(5)}-${path.replaceAll(/[\n\t"]/g, '')}`
  repository.commit({ files: { [path]: null, [to]: `${content}// moved\n` } })
}

let bench: AnalysisBench
const repositories: GitRepository[] = []

beforeAll(async () => {
  bench = await AnalysisBench.create()
})

afterAll(async () => {
  await bench.remove()
  await Promise.all(repositories.map((repository) => repository.remove()))
})

describe('volumes on a random history', () => {
  it.each([1, 2, 3])('equal git log --numstat for every commit (seed %i)', async (seed) => {
    const repository = await GitRepository.create()
    repositories.push(repository)
    build(repository, seed, 150)
    const path = repository.save()
    const expected = numstat(path)
    const { commits, receipt } = await bench.local(path)
    expect(commits.map((commit) => commit.hash)).toEqual([...expected.keys()])
    expect(receipt.measured).toBeGreaterThan(140)
    for (const commit of commits) {
      const files = commit.files.map((file) => ({
        path: file.path,
        renamedFrom: file.renamedFrom,
        additions: file.binary ? null : file.additions,
        deletions: file.binary ? null : file.deletions,
      }))
      expect(files, commit.hash).toEqual(expected.get(commit.hash))
    }
  })
})
