import { nowhere } from '../../src/audit/traces.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { keepFault } from '../../src/repositories/connections.js'
import { storeRemoteRepositories } from '../../src/repositories/remote-repositories.js'
import type { TestCompany } from './company.js'
import { makeConnection } from './connections.js'
import { makeCommit, makeRepository, storeCommits } from './facts.js'
import { arrive, developerId } from './people.js'
import {
  hostComment,
  hostPerson,
  hostReview,
  makeConnected,
  may,
  pullRequest,
  storeFacts,
} from './pull-request-fixtures.js'
import { fillHistory } from './stored-history.js'
import { makeTinyHost, remote, token } from './tiny-host.js'

/** Addresses of pages that a company shows when it has something of everything, and little of it. */

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

/** One repository with a year of commits, one that waits, and people whose names could be one. */
async function codePaths(company: TestCompany): Promise<string[]> {
  const place = await makeRepository(company)
  const day = 86_400_000
  const types = ['feature', 'fix', 'docs', 'test', 'refactor', 'chore'] as const
  const commits = Array.from({ length: 60 }, (_, at) => {
    const authoredAt = new Date(Date.now() - at * 6 * day).toISOString()
    return makeCommit({ authoredAt, type: types[at % types.length]! })
  })
  await storeCommits(company, place, commits)
  await fillHistory(company, place.repositoryId)
  await arrive(company, 'Ann Miller <ann@acme.io>', 'ann <ann@acme.io>', 'acme-bot <b@acme.io>')
  await arrive(company, 'Miller, Ann <am@acme.io>', 'Miller, Ann <7+am@users.noreply.github.com>')
  const waiting = await makeRepository(company, 'waiting')
  const ann = await developerId(company, 'Ann Miller')
  const [own, other] = [place, waiting].map(({ repositoryId }) => `/repositories/${repositoryId}`)
  return [
    ...['/', '/?p=30d', '/?m=tested', '/?p=2020-01-01..2020-02-01', '/delivery', '/reviews'],
    ...['/commits', '/commits?type=fix', '/commits?page=9', '/repositories', '/start'],
    ...[`/settings/identities/${ann}?q=bot`, `/settings/identities/${ann}/erase`],
    `/commits/${place.repositoryId}/${commits[0]!.hash}?p=30d`,
    ...[own!, `${own}/remove`, `${own}/history`, `${other}/history`],
    `${own}/analyses/${place.analysisId}`,
    `${other}/analyses/${waiting.analysisId}`,
  ]
}

/** What a company with little of everything shows to its owner. */
export const smallCompanyPaths = async (company: TestCompany): Promise<string[]> => [
  ...(await codePaths(company)),
  ...(await pullRequestPaths(company)),
  ...(await settingsPaths(company)),
  ...(await connectionPaths(company)),
  ...['/settings/identities', '/settings/identities?q=nobody', '/settings/exclusions'],
  ...['/settings/exclusions/new?kind=path&target=lib/**&reason=x', '/settings/data'],
  ...['/settings/data/clean-ups/new?to=2025-12-31', '/settings/company/remove'],
  ...['/settings/invitations', '/settings/mails', '/me/second-factor', '/nowhere'],
]
