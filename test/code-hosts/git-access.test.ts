import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokenIn } from '../support/code-host/canary.js'
import { connect, read } from '../support/code-host/connection.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import { seed } from '../support/code-host/seed-builder.js'
import { giveGit } from '../support/code-host/seed-git.js'
import { type GitRepository, searchPath } from '../support/git-repository.js'

const run = promisify(execFile)

describe.each(['github', 'gitlab', 'bitbucket'] as const)('git with a token of %s', (kind) => {
  const planted = seed({ pullRequests: 10 })
  const [repository] = planted.repositories
  let fake: FakeCodeHost
  let git: GitRepository
  beforeAll(async () => {
    git = await giveGit(repository!)
    fake = await FakeCodeHost.start(planted)
  })
  afterAll(async () => {
    await fake.stop()
    await git.remove()
  })

  /** Runs git with the header in its environment alone. */
  async function withAccess(token: Parameters<typeof connect>[2], ...args: string[]) {
    const connection = connect(fake, kind, token)
    const cloneUrl = `${fake.origin}/acme/repository-1.git`
    const { url, origin, header } = connection.host.gitAccess(cloneUrl)
    const env = {
      ...{ PATH: searchPath, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      ...{ GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true', GIT_CONFIG_COUNT: '1' },
      ...{ GIT_CONFIG_KEY_0: origin, GIT_CONFIG_VALUE_0: header },
    }
    const ended = await run('git', [...args, url], { env }).catch((error: Error) => error)
    expect(tokenIn(ended, connection.token)).toEqual([])
    return ended
  }

  test('reads the commits that the host names in its pull requests', async () => {
    const { stdout } = (await withAccess({}, 'ls-remote')) as { stdout: string }
    const stored = await read(connect(fake, kind), repository!)
    const tips = new Set(stdout.split('\n').map((line) => line.split('\t')[0]))
    const last = repository!.pullRequests.filter(({ state }) => state === 'merged').at(-1)!
    const named = stored.byNumber.get(last.number)!.mergeCommit!
    expect([...tips].some((hash) => hash?.startsWith(named))).toBe(true)
    for (const { number, commits } of stored.byNumber.values()) {
      if (kind === 'bitbucket') expect(commits).toEqual([])
      else expect(tips).toContain(commits.at(-1)?.hash ?? `${number} has no commits`)
    }
  })

  test('is refused when it was revoked, and gives nothing of the token away', async () => {
    const ended = await withAccess({ isRevoked: true }, 'ls-remote')
    expect(ended).toBeInstanceOf(Error)
    expect((ended as Error).message).toMatch(/Authentication failed/)
  })
})
