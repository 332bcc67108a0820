import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { analyzeRepositoryJob } from '../../src/jobs/analyze-repository.js'
import { listRepositoriesJob } from '../../src/jobs/list-repositories.js'
import { openHostServices } from '../../src/repositories/host-services.js'
import { letIn } from '../support/analysis-job.js'
import { makeApp } from '../support/app.js'
import { FakeCodeHost } from '../support/code-host/fake-code-host.js'
import { seed } from '../support/code-host/seed-builder.js'
import { makeCompany } from '../support/company.js'
import { asListing } from '../support/connections.js'
import { testDatabase } from '../support/database.js'
import { GitRepository, searchPath } from '../support/git-repository.js'
import { readableLog } from '../support/log.js'
import { testSecrets } from '../support/tiny-host.js'
import { words } from '../support/visitor.js'

const never = new AbortController().signal
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** The product with the real adapters, and a host that speaks as all three. */
async function place(kind: HostKind) {
  const made = seed({ repositories: 5, pullRequests: 1, owners: ['acme', 'globex'] })
  const git = await GitRepository.create()
  undo.push(async () => git.remove())
  git.commit({ message: 'feat: begin', files: { 'lib/a.js': 'export const a = 1\n' } })
  git.save()
  Object.assign(made.repositories[4]!, { gitPath: git.path, isArchived: kind !== 'bitbucket' })
  const fake = await FakeCodeHost.start(made)
  undo.push(() => fake.stop())
  const environment = { OUTBOUND_ALLOW: fake.origin }
  const hostServices = openHostServices({ outboundAllow: [fake.origin] }, testSecrets)
  const { log, lines } = readableLog()
  const app = makeApp({ environment, log })
  Object.assign(app.services, hostServices)
  const company = await makeCompany()
  const visitor = await app.visitor().signIn(company.owner)
  const token = fake.token(kind)
  const page = `/settings/connections/new?host=${kind}&origin=${fake.origin}`
  const sent = { host: kind, origin: fake.origin, token: token.secret }
  const user = token.email ? { tokenUser: token.email } : {}
  const connect = () => visitor.post(page, '/settings/connections', { ...sent, ...user })
  const services = { config: app.services.config, database: testDatabase(), log, ...hostServices }
  const list = async (id: bigint) => {
    await company.work((db) =>
      db.connection.updateMany({ where: { id }, data: { listingSeenAt: null } }),
    )
    await listRepositoriesJob(services, await asListing(company, id), never)
  }
  const analyze = async () => {
    const workFolder = await mkdtemp(join(tmpdir(), 'codevisto-test-work-'))
    undo.push(() => rm(workFolder, { recursive: true, force: true }))
    const open = await company.work((db) => db.analysis.findMany())
    const run = await letIn({ companyId: company.id, analysisId: open[0]!.id, attempt: 1 })
    const config = { ...app.services.config, workFolder, searchPath }
    const given = { config, database: testDatabase(), codeHosts: hostServices, log }
    await analyzeRepositoryJob(given, run, never)
    return company.work((db) => db.analysis.findFirstOrThrow({ where: { id: run.analysisId } }))
  }
  return { ...{ fake, company, visitor, token, connect, list, analyze, lines } }
}

describe.each<HostKind>(['github', 'gitlab', 'bitbucket'])('%s', (kind) => {
  test('is connected, listed, chosen from and cloned with one token', async () => {
    const { fake, company, visitor, token, connect, list, analyze, lines } = await place(kind)
    const answer = await connect()
    expect([answer.status, words(answer.text).slice(0, 300)]).toEqual([303, expect.any(String)])
    const { id } = await company.work((db) => db.connection.findFirstOrThrow())
    const said = words((await visitor.get(`/settings/connections/${id}`)).text)
    expect(said).toContain(token.person.name)
    expect(said).not.toContain('Missing:')

    await list(id)
    const picker = `/settings/connections/${id}/repositories`
    const shown = words((await visitor.get(picker)).text)
    expect(shown).toContain('5 repositories in reach')
    for (const name of ['acme/repository-1', 'globex/repository-2', 'acme/repository-5']) {
      expect(shown).toContain(name)
    }
    const search = { every: '1', q: 'repository-5', window: 'all' }
    expect((await visitor.post(picker, picker, search)).headers.location).toBe('/start')
    expect(await analyze()).toMatchObject({ state: 'done', commitsRead: 1, faultCode: null })

    // Renamed there: followed here, by its id.
    const [chosen] = fake.seed.repositories.slice(4)
    Object.assign(chosen!, { name: 'storefront', formerNames: ['acme/repository-5'] })
    await list(id)
    const [row] = await company.work((db) => db.repository.findMany())
    expect(row).toMatchObject({ name: 'acme/storefront', fullName: 'acme/storefront' })
    // Deleted there: said here, and kept.
    Object.assign(chosen!, { isGone: true })
    await list(id)
    const page = words((await visitor.get(`/repositories/${row!.id}`)).text)
    expect(page).toContain('The host knows this repository no longer')
    expect(await company.work((db) => db.commit.count())).toBe(1)
    expect(lines.join('')).not.toContain(token.secret)
  })

  test('refuses a token that was revoked, in words', async () => {
    const { token, connect, company } = await place(kind)
    token.isRevoked = true
    const answer = await connect()
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('refuses this token. Copy it once more')
    expect(answer.text).not.toContain(token.secret)
    expect(await company.work((db) => db.connection.count())).toBe(0)
  })
})
