import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commitLine } from '../../src/cli/commit-line.js'
import { judge } from '../../src/cli/judged-commit.js'
import { AnalysisBench } from '../support/git-analysis.js'
import { type Content, GitRepository, type NewCommit } from '../support/git-repository.js'
import { GitServer } from '../support/git-server.js'

const day = 86_400
const now = Date.UTC(2026, 5, 1) / 1000

let bench: AnalysisBench
const repositories: GitRepository[] = []

beforeAll(async () => {
  bench = await AnalysisBench.create()
})

afterAll(async () => {
  expect(await bench.leftovers()).toEqual([])
  await bench.remove()
  await Promise.all(repositories.map((repository) => repository.remove()))
})

/** A repository whose first commit brings a .mailmap, long before the others. */
async function repositoryWith(mailmap: Content, ...commits: NewCommit[]): Promise<GitRepository> {
  const repository = await GitRepository.create()
  repositories.push(repository)
  repository.commit({ files: { '.mailmap': mailmap, a: 'a\n' }, at: now - 1000 * day })
  for (const [index, commit] of commits.entries()) {
    repository.commit({ at: now - day + index, files: { a: `${index}\n` }, ...commit })
  }
  repository.save()
  return repository
}

const mailmap = [
  '# Names as they should be.',
  'Ann Miller <ann@example.com> <am@old.example.com>',
  '<bea@example.com> <bea@old.example.com>',
  'Cleo Zhang <cz@example.com>',
].join('\n')

const people: NewCommit[] = [
  { author: 'am', email: 'AM@old.example.com' },
  { author: 'Bea', email: 'bea@old.example.com' },
  { author: 'cz', email: 'cz@example.com' },
  { author: 'Dan', email: '7+Dan@users.noreply.github.com' },
]

/** Author, what .mailmap makes of the name and of the address; oldest first, the first left out. */
const told = ({ commits }: Awaited<ReturnType<AnalysisBench['analyze']>>) =>
  commits
    .toReversed()
    .filter(({ authorName }) => authorName !== 'Ada Lovelace')
    .map(({ authorName, mailmapName, mailmapEmail }) => [authorName, mailmapName, mailmapEmail])

const mapped = [
  ['am', 'Ann Miller', 'ann@example.com'],
  ['Bea', null, 'bea@example.com'],
  ['cz', 'Cleo Zhang', null],
  ['Dan', null, null],
]

describe('a .mailmap', () => {
  it('is applied by git, and what commits say stays beside it', async () => {
    const repository = await repositoryWith(mailmap, ...people)
    const analysis = await bench.local(repository.path)
    expect(told(analysis)).toEqual(mapped)
    expect(analysis.receipt.anomalies.mailmapsIgnored).toBe(0)
    const lines = analysis.commits.map((commit) => commitLine(judge({ commit, gapMinutes: null })))
    const developers = lines.map((line) => JSON.parse(line).developer)
    expect(developers.toReversed()).toEqual([
      { name: 'Ada Lovelace', email: 'ada@example.com' },
      { name: 'Ann Miller', email: 'ann@example.com' },
      { name: 'Bea', email: 'bea@example.com' },
      { name: 'Cleo Zhang', email: 'cz@example.com' },
      { name: 'Dan', email: 'dan@users.noreply.github.com' },
    ])
  })

  it('arrives with the window’s contents, though it is older than the window', async () => {
    // In the margin before the window, so that the window is proven complete by it.
    const before = { at: now - 50 * day, files: { a: 'b\n' } }
    const repository = await repositoryWith(mailmap, before, ...people)
    const server = await GitServer.start(repository.parent)
    const since = new Date((now - 10 * day) * 1000)
    const analysis = await bench.remote(server.url(), { since })
    await server.stop()
    expect(analysis.receipt.method).toBe('shallow')
    expect(told(analysis)).toEqual(mapped)
  })

  it('counts as the newest commit has it', async () => {
    const repository = await repositoryWith(mailmap, ...people, {
      files: { '.mailmap': 'Bea Novak <bea@old.example.com>\n' },
    })
    expect(told(await bench.local(repository.path))).toEqual([
      ...[['am', null, null] as const, ['Bea', 'Bea Novak', null] as const],
      ...[['cz', null, null] as const, ['Dan', null, null] as const],
    ])
  })

  it.each<[string, Content]>([
    ['too large', '# \n'.repeat(400_000)],
    ['too long', '\n'.repeat(100_001)],
    ['with an endless name', `${'N'.repeat(2000)} <ann@example.com> <am@old.example.com>\n`],
  ])('that is %s is ignored, and counted', async (_, content) => {
    const { commits, receipt } = await bench.local((await repositoryWith(content, ...people)).path)
    expect(commits.every(({ mailmapName }) => mailmapName === null)).toBe(true)
    expect(receipt).toMatchObject({ measured: 5, anomalies: { mailmapsIgnored: 1 } })
  })

  it.each<[string, Content]>([
    ['a link', { mode: '120000', content: '../../etc/passwd' }],
    ['a submodule', { mode: '160000', content: '1'.repeat(40) }],
    ['empty', ''],
    ['nonsense', '<<<>\n\u0000\n> <\n@@@\n<a@b> <\n'],
    ['not UTF-8', Buffer.from('\xff\xfe <ann@example.com> <nobody@old.example.com>\n', 'latin1')],
  ])('that is %s changes nobody', async (_, content) => {
    const { commits, receipt } = await bench.local((await repositoryWith(content, ...people)).path)
    expect(commits.every(({ mailmapName }) => mailmapName === null)).toBe(true)
    expect(receipt).toMatchObject({ measured: 5, anomalies: { mailmapsIgnored: 0 } })
  })
})

describe('a commit', () => {
  const alone = async (commit: NewCommit) => {
    const repository = await repositoryWith('', commit)
    return (await bench.local(repository.path)).commits[0]
  }

  it('by a bot is measured, and says so', async () => {
    const email = '49699333+dependabot[bot]@users.noreply.github.com'
    const commit = await alone({ author: 'dependabot[bot]', email })
    expect(commit).toMatchObject({ isBot: true, agent: null, skipped: null, additions: 1 })
  })

  it('by a person with an agent’s help stays a person’s', async () => {
    const message = 'Add paging\n\nCo-authored-by: Claude <noreply@anthropic.com>\n'
    expect(await alone({ message })).toMatchObject({ isBot: false, agent: 'Claude' })
  })

  it('names its agent even behind the end of what is kept of the message', async () => {
    const message = `Squash\n\n${'line of a long story\n'.repeat(2000)}\nCo-authored-by: Copilot <copilot@github.com>\n`
    const commit = await alone({ message })
    expect(commit).toMatchObject({ agent: 'Copilot' })
    expect(commit?.message).not.toContain('Co-authored-by')
  })
})
