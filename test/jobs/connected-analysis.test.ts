import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { requestAnalysis } from '../../src/analysis/analyses.js'
import { analysis } from '../../src/reports/analysis.js'
import { chooseRepositories } from '../../src/repositories/choose-repositories.js'
import { storeRemoteRepositories } from '../../src/repositories/remote-repositories.js'
import { removeConnection } from '../../src/repositories/remove-connection.js'
import { letIn, workOff } from '../support/analysis-job.js'
import { makeCompany } from '../support/company.js'
import { makeConnection, told } from '../support/connections.js'
import { allFiles, watchProcesses, wholeDatabase } from '../support/everything.js'
import { GitRepository } from '../support/git-repository.js'
import { GitServer, type GitServerOptions } from '../support/git-server.js'
import { readableLog } from '../support/log.js'
import { foundIn, needlesOf } from '../support/needles.js'
import { makeTinyHost, remote } from '../support/tiny-host.js'

const token = 'ghx-Q7vK2mZp9LtR4wYb8NsD'
const basic = Buffer.from(`reader:${token}`).toString('base64')
const demand = `Basic ${basic}`
/** The token, and the header that is made of it, in every coding. */
const needles = [...needlesOf(token, token), ...needlesOf(basic, basic)]

const clean: (() => Promise<unknown>)[] = []
let workFolder: string

beforeEach(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'codevisto-test-work-'))
  clean.push(() => rm(workFolder, { recursive: true, force: true }))
})

afterEach(async () => {
  expect(await readdir(workFolder), 'what is left of the clones').toEqual([])
  for (const undo of clean.splice(0).reverse()) await undo()
})

/** A repository behind a token, chosen through a connection that has one. */
async function chosen(options: GitServerOptions = { demand }) {
  const repository = await GitRepository.create()
  clean.push(() => repository.remove())
  repository.commit({ message: 'feat: begin', files: { 'lib/a.js': 'export const a = 1\n' } })
  repository.commit({ message: 'fix: end', files: { 'lib/a.js': 'export const a = 2\n' } })
  repository.save()
  const server = await GitServer.start(repository.parent, options)
  clean.push(() => server.stop())
  const [company, tiny] = [await makeCompany(), makeTinyHost()]
  const outboundAllow = [new URL(server.url()).origin]
  const connection = await makeConnection(company, tiny, { token, origin: outboundAllow[0]! })
  const listed = remote({ cloneUrl: server.url() })
  const run = await company.work(async (db) => {
    await storeRemoteRepositories(db, connection, [listed], new Date())
    const hostIds = [listed.hostId]
    const { added } = (await chooseRepositories(db, connection, hostIds, { outboundAllow }))!
    const asked = { repositoryId: added[0]!, userId: company.owner.id, window: 'all' } as const
    return { companyId: company.id, analysisId: await requestAnalysis(db, asked), attempt: 1 }
  })
  const { log, lines } = readableLog()
  const work = async (leaving?: AbortSignal) =>
    workOff(await letIn(run), { workFolder, outboundAllow, tiny, log, ...(leaving && { leaving }) })
  const outcome = () =>
    company.work((db) => db.analysis.findFirstOrThrow({ where: { id: run.analysisId } }))
  return { company, connection, server, run, work, outcome, lines }
}

describe('an analysis through a connection', () => {
  test('opens the repository with its token', async () => {
    const { company, server, work, outcome } = await chosen()
    await work()
    expect(await outcome()).toMatchObject({ state: 'done', commitsRead: 2, faultCode: null })
    expect(await company.work((db) => db.commit.count())).toBe(2)
    // From the first request on: git is not asked to ask.
    expect(new Set(server.authorizations)).toEqual(new Set([demand]))
    expect(server.requests).toContain('git-upload-pack')
  })

  test.skipIf(!existsSync('/proc/self/environ'))(
    'ASVS 13.3.1, 14.2.1: says the token in no argument, log, row or file',
    async () => {
      const { work, lines, outcome } = await chosen()
      const watch = watchProcesses({ environments: false })
      const whole = watchProcesses()
      await work()
      const commands = [...watch.stop()].join('\n')
      expect(commands).toContain('fetch')
      expect(foundIn(commands, needles)).toEqual([])
      // The one place where it is: the environment of git, which nobody else reads.
      expect(foundIn([...whole.stop()].join('\n'), needles)).not.toEqual([])
      expect((await outcome()).state).toBe('done')
      expect(foundIn(lines.join(''), needles)).toEqual([])
      for (const [table, rows] of await wholeDatabase()) {
        expect(foundIn(rows, needles), table).toEqual([])
      }
      for (const [path, text] of allFiles(workFolder)) {
        expect(foundIn(text, needles), path).toEqual([])
      }
    },
  )

  test('keeps the token out of the clone while it is there', async () => {
    const { server, work } = await chosen({ demand, stallPack: true })
    const leaving = new AbortController()
    const working = work(leaving.signal)
    // The pack has been asked for: the repository's own configuration is written by then.
    while (!server.requests.includes('git-upload-pack')) await new Promise(setImmediate)
    const seen = [...allFiles(workFolder)]
    leaving.abort()
    await working
    expect(seen.map(([path]) => path).join()).toMatch(/config/)
    for (const [path, text] of seen) expect(foundIn(text, needles), path).toEqual([])
  })

  test('that is refused says so, and leads to the connection', async () => {
    const { company, work, outcome, lines, run } = await chosen({ demand: 'Basic another' })
    await work()
    const { state, faultCode, faultTitle, faultAdvice, repositoryId, id } = await outcome()
    expect([state, faultCode]).toEqual(['failed', 'token-refused'])
    expect(faultTitle).toBe('The code host refuses the connection’s token.')
    expect(faultAdvice).toMatch(/Settings, Connections/)
    expect(foundIn(`${faultTitle}${faultAdvice}${lines.join('')}`, needles)).toEqual([])
    const page = (may: boolean) => company.work((db) => analysis(db, repositoryId, id, may))
    expect((await page(true))?.problem?.connectionHref).toMatch(/^\/settings\/connections\/\d+$/)
    expect((await page(false))?.problem?.connectionHref).toBeNull()
    expect(run.analysisId).toBe(id)
  })

  test('sends no token to where the host sends on', async () => {
    const stranger = await chosen({})
    const { work, outcome } = await chosen({ redirectTo: stranger.server.url() })
    await work()
    expect((await outcome()).state).toBe('failed')
    expect(stranger.server.authorizations).toEqual([])
  })

  test('whose connection was removed asks without a token, and fails with words', async () => {
    const { company, connection, server, work, outcome } = await chosen()
    await company.work((db) => removeConnection(db, connection, told(company)))
    await work()
    expect((await outcome()).faultCode).toBe('token-refused')
    expect(new Set(server.authorizations)).toEqual(new Set([null]))
  })
})
