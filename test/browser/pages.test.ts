import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { keepFault } from '../../src/repositories/connections.js'
import { storeRemoteRepositories } from '../../src/repositories/remote-repositories.js'
import { listeningPage, openBrowser } from '../support/browser.js'
import { makeCompany, password, type TestCompany } from '../support/company.js'
import { makeConnection } from '../support/connections.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { arrive, developerId } from '../support/people.js'
import {
  hostComment,
  hostPerson,
  hostReview,
  makeConnected,
  may,
  pullRequest,
  storeFacts,
} from '../support/pull-request-fixtures.js'
import { isMissing } from '../support/requirements.js'
import { runApp } from '../support/running-app.js'
import { fillHistory } from '../support/stored-history.js'
import { makeTinyHost, remote, token } from '../support/tiny-host.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Finding {
  id: string
  nodes: { target: string[] }[]
}

const widths = [
  [1440, 900],
  [390, 844],
] as const

const looks = (['light', 'dark'] as const).flatMap((scheme) =>
  widths.map(([width, height]) => [scheme, width, height] as const),
)

/** The pages of the settings, each with something on it. */
async function settingsPaths(company: TestCompany): Promise<string[]> {
  const person = await company.add('developer')
  const from = nowhere
  const told = { actorId: company.owner.id, from }
  const { team, developerId } = await company.work(async (db) => {
    const data = { companyId: db.companyId, name: 'Maya Kowalski', email: 'maya@example.com' }
    const { id } = await db.developer.create({ data })
    return { team: await createTeam(db, 'Payments', told), developerId: id }
  })
  const days = { from: '2026-01-01', to: null }
  await company.work((db) => addMember(db, { teamId: team, developerId, days }, told))
  return [
    ...['/settings/users', `/settings/users/${person.id}`, `/settings/users/${person.id}/remove`],
    ...['/settings/teams', `/settings/teams/${team}`, '/settings/company'],
    ...[
      '/settings/audit',
      '/settings/audit?action=team.created',
      '/settings/audit/check',
      '/settings/audit/accesses',
    ],
  ]
}

/** A repository that is read through a connection, and one of its pull requests. */
async function pullRequestPaths(company: TestCompany): Promise<string[]> {
  const { repositoryId, connectionId } = await makeConnected(company)
  const reviews = [hostReview(hostPerson('ben'), may(4, 15), 'changes_requested', 12)]
  const comments = [hostComment(hostPerson('eva'), may(4, 16), 'What happens the second time?')]
  const facts = [pullRequest(7, { reviews, comments, gap: 'Commits were refused.' })]
  await storeFacts(company, { repositoryId, connectionId }, facts)
  return [`/pull-requests/${repositoryId}/7`, `/repositories/${repositoryId}`]
}

/** The pages of connections: one that works, with a list to choose from, and one that is refused. */
async function connectionPaths(company: TestCompany): Promise<string[]> {
  const tiny = makeTinyHost()
  const missing = [{ permission: 'Members: read', consequence: 'Accounts stay without names.' }]
  tiny.tokens.set(token, { missing, excess: ['Administration: write'], grants: ['Contents: read'] })
  const id = await makeConnection(company, tiny, { name: 'Acme' })
  const refused = await makeConnection(company, tiny, { name: 'Globex' })
  const names = ['acme/shop', 'acme/ledger', 'globex/a-rather-long-name-for-a-repository']
  const listed = names.map((fullName, index) =>
    remote({ fullName, isArchived: index === 1, isFork: index === 2 }),
  )
  await company.work(async (db) => {
    await storeRemoteRepositories(db, id, listed, new Date())
    const told = {
      title: 'GitHub refuses the token.',
      advice: 'Make a new one and replace it here.',
    }
    await keepFault(db, refused, { code: 'auth', ...told })
  })
  const path = '/settings/connections'
  return [
    ...[path, `${path}/new`, `${path}/new?host=github`, `${path}/new?host=bitbucket`],
    ...[`${path}/${id}`, `${path}/${refused}`, `${path}/${id}/remove`],
    ...[`${path}/${id}/repositories`, `${path}/${id}/repositories?q=shop&only=active`],
    `${path}/${id}/repositories?q=nothing`,
  ]
}

describe.skipIf(isMissing('chromium'))('every page', () => {
  let browser: Browser
  let app: Awaited<ReturnType<typeof runApp>>
  let paths: string[]
  let state: Awaited<ReturnType<BrowserContext['storageState']>>

  beforeAll(async () => {
    app = await runApp()
    browser = await openBrowser()
    const company = await makeCompany({ name: 'Northwind' })
    const place = await makeRepository(company)
    const day = 86_400_000
    const commits = Array.from({ length: 60 }, (_, at) =>
      makeCommit({
        authoredAt: new Date(Date.now() - at * 6 * day).toISOString(),
        type: (['feature', 'fix', 'docs', 'test', 'refactor', 'chore'] as const)[at % 6]!,
      }),
    )
    await storeCommits(company, place, commits)
    await fillHistory(company, place.repositoryId)
    await arrive(company, 'Ann Miller <ann@acme.io>', 'ann <ann@acme.io>', 'acme-bot <b@acme.io>')
    await arrive(company, 'Miller, Ann <am@acme.io>', 'Miller, Ann <7+am@users.noreply.github.com>')
    const waiting = await makeRepository(company, 'waiting')
    paths = [
      ...['/', '/?p=30d', '/?m=tested', '/?p=2020-01-01..2020-02-01', '/commits'],
      ...['/commits?type=fix', '/commits?page=9', '/repositories', '/start', '/nowhere'],
      ...['/settings/identities', '/settings/identities?q=nobody'],
      `/settings/identities/${await developerId(company, 'Ann Miller')}?q=bot`,
      '/metrics',
      ...['/settings/exclusions', '/settings/exclusions/new?kind=path&target=lib/**&reason=x'],
      ...[
        '/settings/data',
        '/settings/data/clean-ups/new?to=2025-12-31',
        '/settings/company/remove',
      ],
      `/repositories/${place.repositoryId}/remove`,
      `/settings/identities/${await developerId(company, 'Ann Miller')}/erase`,
      ...['/me', '/me/second-factor', '/settings/invitations', '/settings/mails', '/outbox'],
      `/commits/${place.repositoryId}/${commits[0]!.hash}?p=30d`,
      `/repositories/${place.repositoryId}`,
      ...(await pullRequestPaths(company)),
      `/repositories/${place.repositoryId}/history`,
      `/repositories/${waiting.repositoryId}/history`,
      `/repositories/${place.repositoryId}/analyses/${place.analysisId}`,
      `/repositories/${waiting.repositoryId}/analyses/${waiting.analysisId}`,
      ...(await settingsPaths(company)),
      ...(await connectionPaths(company)),
    ]
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${app.origin}/sign-in`)
    await page.fill('[name=email]', company.owner.email)
    await page.fill('[name=password]', password)
    await page.click('button[type=submit]')
    await page.waitForURL(`${app.origin}/`)
    state = await context.storageState()
    await context.close()
  })

  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  test.each(looks)(
    'is faultless in %s at %d pixels',
    async (colorScheme, width, height) => {
      const open = (signedIn: boolean) =>
        browser.newContext({
          ...{ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' as const },
          ...(signedIn ? { storageState: state } : {}),
        })
      const faults: string[] = []
      const look = async (context: BrowserContext, path: string) => {
        const { page, heard } = await listeningPage(context)
        await page.goto(app.origin + path)
        await page.evaluate(axe)
        const found = await page.evaluate((tags) => {
          const { axe: run } = globalThis as unknown as {
            axe: { run(where: unknown, options: object): Promise<{ violations: Finding[] }> }
          }
          const { document } = globalThis as unknown as {
            document: { documentElement: { scrollWidth: number; clientWidth: number } }
          }
          const { scrollWidth, clientWidth } = document.documentElement
          return run
            .run(document, { runOnly: tags })
            .then(({ violations }) => ({ violations, overflow: scrollWidth - clientWidth }))
        }, rules)
        faults.push(
          ...found.violations.map(
            ({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target.join(' ')}`,
          ),
          ...(found.overflow > 0 ? [`${path}: ${found.overflow} pixels too wide`] : []),
          ...heard
            .filter((line) => !/404 \(Not Found\)/.test(line))
            .map((line) => `${path}: ${line}`),
        )
        await page.close()
      }
      const signedIn = await open(true)
      for (const path of paths) await look(signedIn, path)
      const signedOut = await open(false)
      for (const path of ['/', '/sign-up', '/sign-in', '/password-resets', '/nowhere'])
        await look(signedOut, path)
      await signedIn.close()
      await signedOut.close()
      expect(faults).toEqual([])
    },
    180_000,
  )
})
