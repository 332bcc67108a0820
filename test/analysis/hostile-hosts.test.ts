import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { runGit } from '../../src/git/git.js'
import { AnalysisBench } from '../support/git-analysis.js'
import { GitRepository, searchPath } from '../support/git-repository.js'
import { GitServer, type GitServerOptions } from '../support/git-server.js'
import { LooseObjects } from '../support/loose-objects.js'
import { treeBomb } from '../support/tree-bomb.js'

// Heavy on purpose: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let bench: AnalysisBench
let repository: GitRepository

beforeAll(async () => {
  bench = await AnalysisBench.create()
  repository = await GitRepository.create()
  for (let count = 0; count < 50; count++) {
    repository.commit({ files: { [`f${count}`]: `${'line\n'.repeat(200)}${count}\n` } })
  }
  repository.save()
})

afterAll(async () => {
  expect(await bench.leftovers()).toEqual([])
  await bench.remove()
  await repository.remove()
})

async function serve(options: GitServerOptions): Promise<GitServer> {
  const server = await GitServer.start(repository.parent, options)
  onTestFinished(() => server.stop())
  return server
}

describe('a host that misbehaves ends the analysis with a plain reason, and nothing is left', () => {
  it.each<[string, GitServerOptions, string]>([
    ['closes in the middle of a pack', { cutPackAfter: 100 }, 'vanished'],
    ['ends a pack before its end', { endPackAfter: 100 }, 'vanished'],
    ['lies about the size of a pack', { lieAboutPack: true }, 'out-of-memory'],
    ['lists branches without end', { endlessRefs: true }, 'out-of-memory'],
  ])('%s', async (_, options, code) => {
    const server = await serve(options)
    await expect(bench.remote(server.url())).rejects.toMatchObject({ code })
  })

  it('has a tree of a million paths: the window is fetched another way, the commit left out', async () => {
    const objects = await LooseObjects.create()
    onTestFinished(() => objects.repository.remove())
    const bomb = objects.commit({ tree: treeBomb(objects, 100, 3) })
    const tree = objects.file('f', 'x\n')
    objects.branch(objects.commit({ tree, parents: [bomb], message: 'after' }))
    const server = await GitServer.start(objects.repository.parent)
    onTestFinished(() => server.stop())
    const since = new Date('2020-01-01T00:00:00Z')
    const { commits, receipt } = await bench.remote(server.url(), { since })
    expect(commits.map(({ skipped }) => skipped)).toEqual(['oversized', 'oversized'])
    expect(receipt.method).toBe('full clone')
  })

  it('ASVS 15.3.2: leads elsewhere: nobody goes there', async () => {
    const inside = createServer((_, response) => response.end())
    const asked: string[] = []
    inside.on('connection', () => asked.push('connection'))
    inside.listen(0, '127.0.0.1')
    await once(inside, 'listening')
    onTestFinished(() => void inside.close())
    const { port } = inside.address() as AddressInfo
    const server = await serve({ redirectTo: `http://127.0.0.1:${port}` })
    await expect(bench.remote(server.url())).rejects.toMatchObject({ code: 'not-found' })
    expect(asked).toEqual([])
  })

  it('sends a pack by the byte, until the time is over', async () => {
    const server = await serve({ dripPack: true })
    const place = {
      ...{ folder: repository.beside('slow'), objects: null, searchPath, signal: null },
      onGroup: () => {},
      sharesGroup: false,
    }
    repository.git('init', '--quiet', '--bare', place.folder)
    const remote = {
      kind: 'remote' as const,
      url: server.url(),
      allowedProtocols: ['http' as const],
    }
    const fetching = runGit(place, ['fetch', '--quiet', 'origin', 'main'], {
      ...{ remote, timeLimitMs: 1500 },
    })
    await expect(fetching).rejects.toMatchObject({ code: 'timed-out' })
    expect(server.requests).toContain('git-upload-pack')
  })

  it('sends a pack by the byte, until somebody stops it', async () => {
    const server = await serve({ dripPack: true })
    const stopping = new AbortController()
    const analysis = bench.remote(server.url(), { signal: stopping.signal })
    const stop = setInterval(() => {
      if (server.requests.filter((name) => name === 'git-upload-pack').length > 1) stopping.abort()
    }, 20)
    onTestFinished(() => clearInterval(stop))
    await expect(analysis).rejects.toMatchObject({ code: 'stopped' })
  })
})
