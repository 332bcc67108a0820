import { nowhere } from '../../src/audit/traces.js'
import type { Role } from '../../src/generated/prisma/enums.js'
import { mergeDevelopers } from '../../src/people/developer-merges.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import type { User } from '../../src/people/users.js'
import { storeRemoteRepositories } from '../../src/repositories/remote-repositories.js'
import type { Route } from '../../src/web/routes.js'
import { makeInvitation, makeSession } from './accounts.js'
import { makeCompany, newEmail, password, type TestCompany } from './company.js'
import { makeConnection } from './connections.js'
import { testDatabase } from './database.js'
import { makeCommit, makeRepository, storeCommits } from './facts.js'
import { arrive } from './people.js'
import { hostPerson, makeConnected, pullRequest, storeFacts } from './pull-request-fixtures.js'
import { makeTinyHost, remote, token } from './tiny-host.js'

/** A company in which every route has something to be asked about. */
export interface Place {
  name: string
  company: TestCompany
  repositoryId: bigint
  analysisId: bigint
  developerId: bigint
}

let count = 0

/** Makes a company whose every name carries `name`: a canary in whatever another one is shown. */
export async function makePlace(name: string, database = testDatabase()): Promise<Place> {
  const company = await makeCompany({ name, database })
  const place = await makeRepository(company, `${name}-repository`)
  await storeCommits(company, place, [makeCommit({ subject: `Secret of ${name}` })])
  const developerId = await makeDeveloper(company, name)
  const told = { actorId: company.owner.id, from: nowhere }
  await company.work((db) => createTeam(db, `${name} first team`, told))
  return { name, company, developerId, ...place }
}

/** Somebody whose work repositories show. */
async function makeDeveloper(company: TestCompany, name: string): Promise<bigint> {
  const { id: companyId } = company
  count += 1
  const email = `${name}-${count}@example.com`.toLowerCase()
  const data = { companyId, name: `${name} developer`, email }
  return company.work(async (db) => (await db.developer.create({ data })).id)
}

/** What a route is asked with: the ids in its path, and the fields of its form. */
export interface RouteCase {
  params: Record<string, bigint | string>
  body: Record<string, string>
  /** What it is answered instead of a page or a redirect, where its last step cannot be taken here. */
  status?: number
}

type Make = (place: Place, user: User) => RouteCase | Promise<RouteCase>

const asInvitation: Make = async ({ company }) => ({
  ...{ params: { id: await makeInvitation(company) }, body: {} },
})

const asUser =
  (body: Record<string, string> = {}, role: Role = 'developer'): Make =>
  async ({ company }) => ({ params: { id: (await company.add(role)).id }, body })

const team = async ({ name, company }: Place) => {
  count += 1
  // Taken now: others count on while the transaction begins.
  const called = `${name} team ${count}`
  const told = { actorId: company.owner.id, from: nowhere }
  return company.work((db) => createTeam(db, called, told))
}

const asTeam =
  (body: Record<string, string> = {}): Make =>
  async (place) => ({ params: { id: await team(place) }, body })

const asMember =
  (body: Record<string, string> = {}): Make =>
  async (place) => {
    const id = await team(place)
    const { company, developerId } = place
    const days = { from: '2026-01-01', to: null }
    const told = { actorId: company.owner.id, from: nowhere }
    const member = await company.work(async (db) => {
      await addMember(db, { teamId: id, developerId, days }, told)
      return (await db.teamMembership.findFirstOrThrow({ where: { teamId: id } })).id
    })
    return { params: { id, member }, body }
  }

const asRepository =
  (body: Record<string, string> = {}): Make =>
  ({ repositoryId, analysisId }) => ({ params: { id: repositoryId, analysis: analysisId }, body })

/** A commit of whoever asks, in a repository of its own: a developer sees no other. */
const asCommit: Make = async ({ company, name }, { email }) => {
  count += 1
  const place = await makeRepository(company, `${name}-repository-${count}`)
  const commit = makeCommit({ subject: `Secret of ${name}`, authorEmail: email })
  await storeCommits(company, place, [commit])
  return { params: { id: place.repositoryId, hash: commit.hash }, body: {} }
}

/** The page of whoever asks: a developer sees no other. */
const asOwnDeveloper: Make = async (place, user) => {
  await asCommit(place, user)
  const { developerId } = await place.company.work((db) =>
    db.identity.findFirstOrThrow({ where: { email: user.email } }),
  )
  return { params: { id: developerId! }, body: {} }
}

/** A pull request of whoever asks: a developer sees no other. */
const asPullRequest: Make = async ({ company, name }, { email }) => {
  count += 1
  const place = await makeConnected(company, { name: `${name}-repository-${count}` })
  const author = hostPerson(`${name}-${count}`, { email })
  const fact = pullRequest(count, { title: `Secret of ${name}`, author })
  await storeFacts(company, place, [fact])
  return { params: { id: place.repositoryId, number: String(count) }, body: {} }
}

const plain =
  (body: Record<string, string> = {}): Make =>
  () => ({ params: {}, body })

/** Three identities of one developer, two others, and one merged into the first. */
async function makePeople({ company, name }: Place) {
  count += 1
  // Kept: other cases are made at the same time, and count on.
  const number = count
  const mark = `${name} ${number}`
  const people = ['Ann <ann', 'Annie <ann', 'Bea <bea', 'Cleo <cleo']
  await arrive(company, ...people.map((text) => `${mark} ${text}-${number}@acme.io>`))
  const found = await company.work((db) =>
    db.identity.findMany({ where: { name: { startsWith: `${mark} ` } } }),
  )
  const of = (who: string) => found.find((one) => one.name === `${mark} ${who}`)!
  const [whole, other] = [of('Ann').developerId!, of('Bea').developerId!]
  const pair = { intoId: whole, fromId: of('Cleo').developerId! }
  const merge = await company.work(async (db) => {
    await mergeDevelopers(db, pair, company.owner.id)
    return (await db.developerMerge.findFirstOrThrow({ where: pair })).id
  })
  return { whole, other, part: of('Annie').id, merge }
}

type People = Awaited<ReturnType<typeof makePeople>>

const asPerson =
  (body: (people: People) => Record<string, string> = () => ({})): Make =>
  async (place) => {
    const people = await makePeople(place)
    return { params: { id: people.whole, merge: people.merge }, body: body(people) }
  }

/** A connection with a list of one repository, so named that nobody else's is. */
const asConnection =
  (body: (name: string, hostId: string) => Record<string, string> = () => ({})): Make =>
  async ({ company, name }) => {
    count += 1
    const called = `${name} connection ${count}`
    const found = remote({ fullName: `${name.toLowerCase()}/listed-${count}` })
    const id = await makeConnection(company, makeTinyHost(), { name: called })
    await company.work((db) => storeRemoteRepositories(db, id, [found], new Date()))
    return { params: { id }, body: body(called, found.hostId) }
  }

/** A new case each time it is asked for: things that a route removes are made for it. */
const cases: Record<string, Make> = {
  'POST /sign-out': plain(),
  'POST /repositories': ({ name }) => {
    count += 1
    const source = `https://git.example.com/${name}/other-${count}`
    return { params: {}, body: { source, window: '90d' } }
  },
  'GET /repositories/:id': asRepository(),
  'POST /repositories/:id/analyses': asRepository({ window: '90d' }),
  'POST /repositories/:id/collections': asRepository(),
  'GET /repositories/:id/analyses/:analysis': asRepository(),

  'GET /sign-ups/:token': () => ({ params: { token: 1n }, body: {} }),
  'GET /password-resets/:token': () => ({ params: { token: 1n }, body: {} }),
  'GET /invitations/:token': () => ({ params: { token: 1n }, body: {} }),
  'GET /email-changes/:token': () => ({ params: { token: 1n }, body: {} }),
  // This browser came by no link.
  'GET /sign-up/company': () => ({ params: {}, body: {}, status: 410 }),
  'GET /password-reset': () => ({ params: {}, body: {}, status: 410 }),
  'GET /invitation': () => ({ params: {}, body: {}, status: 410 }),
  'GET /email-change': () => ({ params: {}, body: {}, status: 410 }),

  'POST /me/name': plain({ name: 'Another name' }),
  'GET /unsubscribe/:token': () => ({ params: { token: 1n }, body: {}, status: 410 }),
  'POST /me/digest': plain({ wanted: 'yes' }),
  'POST /me/data': plain(),
  'POST /me/email': () => ({ params: {}, body: { email: newEmail(), current: password } }),
  'POST /me/password': () => ({
    ...{ params: {}, body: { password: 'four unrelated blue words', current: 'wrong' } },
    status: 422,
  }),
  'POST /me/sessions/remove': plain(),
  'POST /me/sessions/:id/remove': async ({ company }, user) => ({
    ...{ params: { id: await makeSession(company, user) }, body: {} },
  }),
  'POST /me/second-factor': () => ({
    ...{ params: {}, body: { code: '000000', current: password }, status: 422 },
  }),
  'POST /me/second-factor/remove': () => ({
    ...{ params: {}, body: { current: password }, status: 409 },
  }),
  'POST /me/recovery-codes': () => ({ params: {}, body: { current: password }, status: 409 }),

  'POST /settings/invitations': () => ({
    ...{ params: {}, body: { email: newEmail(), role: 'developer' } },
  }),
  'POST /settings/invitations/:id/mails': asInvitation,
  'POST /settings/invitations/:id/remove': asInvitation,
  'POST /settings/users/:id/sessions/remove': asUser(),
  'POST /settings/users/:id/password-resets': asUser(),

  'GET /settings/users/:id': asUser(),
  'POST /settings/users/:id/role': asUser({ role: 'manager' }),
  'POST /settings/users/:id/deactivate': asUser(),
  'POST /settings/users/:id/reactivate': async (place) => {
    const made = await asUser()(place, place.company.owner)
    const where = { id: BigInt(made.params.id!) }
    const data = { deactivatedAt: new Date() }
    await place.company.work((db) => db.user.updateMany({ where, data }))
    return made
  },
  'GET /settings/users/:id/remove': asUser(),
  'POST /settings/users/:id/remove': asUser(),
  'POST /settings/users/:id/owner': asUser(),
  'POST /settings/users/:id/developer': async (place) => ({
    params: { id: (await place.company.add('developer')).id },
    body: { developer: String((await makePeople(place)).whole) },
  }),

  'POST /settings/teams': ({ name }) => {
    count += 1
    return { params: {}, body: { name: `${name} team ${count}` } }
  },
  'GET /settings/teams/:id': asTeam(),
  'POST /settings/teams/:id': async (place) => {
    count += 1
    return {
      ...(await asTeam()(place, place.company.owner)),
      body: { name: `${place.name} team ${count}` },
    }
  },
  'POST /settings/teams/:id/archive': asTeam(),
  'POST /settings/teams/:id/restore': async (place) => {
    const made = await asTeam()(place, place.company.owner)
    const data = { archivedAt: new Date() }
    await place.company.work((db) =>
      db.team.updateMany({ where: { id: BigInt(made.params.id!) }, data }),
    )
    return made
  },
  'POST /settings/teams/:id/members': async (place) => {
    const body = { developer: String(place.developerId), from: '2026-01-01', to: '' }
    return { ...(await asTeam()(place, place.company.owner)), body }
  },
  'POST /settings/teams/:id/members/:member': asMember({ from: '2026-02-01', to: '2026-03-01' }),
  'POST /settings/teams/:id/members/:member/remove': asMember(),

  'GET /repositories/:id/history': asRepository(),
  'GET /teams/:id': asTeam(),
  'GET /developers/:id': asOwnDeveloper,
  'GET /commits/:id/:hash': asCommit,
  'GET /pull-requests/:id/:number': asPullRequest,

  'GET /settings/identities/:id': asPerson(),
  'POST /settings/identities/dismissals': asPerson(({ whole, other }) => ({
    ...{ first: String(whole), second: String(other) },
  })),
  'POST /settings/identities/:id/name': asPerson(() => ({ name: 'Ann' })),
  'POST /settings/identities/:id/bot-mark': asPerson(() => ({ mark: 'person' })),
  'POST /settings/identities/:id/splits': asPerson(({ part }) => ({ identity: String(part) })),
  'POST /settings/identities/:id/merges': asPerson(({ other }) => ({ from: String(other) })),
  'POST /settings/identities/merges/:merge/undo': asPerson(),

  'POST /settings/exclusions': () => {
    count += 1
    const target = `dist-${count}/**`
    return { params: {}, body: { kind: 'path', repository: '', target, reason: 'Built files' } }
  },
  'POST /settings/exclusions/:exclusion/undo': async ({ company, name }) => {
    count += 1
    const data = {
      kind: 'path' as const,
      pattern: `${name}-${count}/**`,
      reason: `Secret of ${name}`,
    }
    const made = await company.work((db) =>
      db.exclusion.create({ data: { companyId: company.id, ...data } }),
    )
    return { params: { exclusion: made.id }, body: {} }
  },

  'POST /settings/data/clean-ups': ({ repositoryId, name }) => ({
    ...{ params: {}, body: { repository: String(repositoryId), name: `${name}-repository` } },
  }),
  'POST /settings/data/cleared-periods/:id/lift': async ({ company, repositoryId }) => {
    const data = { companyId: company.id, repositoryId }
    const made = await company.work((db) => db.clearedPeriod.create({ data }))
    return { params: { id: made.id }, body: {} }
  },
  'POST /settings/data/retention': plain({
    ...{ accesses: '365', deliveries: '30', mails: '30', invitations: '365' },
  }),
  // Asked for, it would change every page after it.
  'POST /settings/company/remove': () => ({
    ...{ params: {}, body: { name: 'Another' }, status: 422 },
  }),
  'POST /settings/company/keep': plain(),
  'GET /repositories/:id/remove': asRepository(),
  'POST /repositories/:id/remove': (place, user) =>
    asRepository({ name: `${place.name}-repository` })(place, user),
  'POST /settings/identities/:id/export': asPerson(() => ({ format: 'json' })),
  'GET /settings/identities/:id/erase': asPerson(),
  'POST /settings/identities/:id/erase': async (place, user) => ({
    ...{ ...(await asPerson(() => ({ name: 'Another' }))(place, user)), status: 422 },
  }),

  'POST /settings/connections': plain({ host: 'github', origin: '', name: 'Acme', token }),
  'GET /settings/connections/:id': asConnection(),
  'POST /settings/connections/:id/name': asConnection(() => ({ name: 'Another name' })),
  'POST /settings/connections/:id/token': asConnection(() => ({ token, tokenUser: '' })),
  'POST /settings/connections/:id/checks': asConnection(),
  'POST /settings/connections/:id/webhook': asConnection(),
  'GET /settings/connections/:id/remove': asConnection(),
  'POST /settings/connections/:id/remove': asConnection((name) => ({ name })),
  'GET /settings/connections/:id/repositories': asConnection(),
  'POST /settings/connections/:id/repositories': asConnection((_, hostId) => ({
    ...{ pick: hostId, window: '90d' },
  })),
  'POST /settings/connections/:id/lists': asConnection(),

  // Sample data is not offered here, and this company is none.
  'GET /demo': () => ({ params: {}, body: {}, status: 404 }),
  'GET /demo/:token': () => ({ params: { token: 1n }, body: {}, status: 410 }),
  'POST /demo/remove': () => ({ params: {}, body: {}, status: 404 }),

  'POST /signals/dismissals': plain({
    ...{ kind: 'stuck-pulls', subject: 'everything', mark: '1 1/1', heldFor: '7' },
    reason: 'Holidays',
  }),
  'POST /signals/dismissals/:id/undo': async ({ company, name }) => {
    const { id: companyId, owner } = company
    const signal = { kind: 'stuck-pulls', subject: 'everything', mark: '1 1/1' }
    const told = { reason: `Secret of ${name}`, dismissedById: owner.id }
    const made = await company.work((db) =>
      db.signalDismissal.create({ data: { companyId, ...signal, ...told } }),
    )
    return { params: { id: made.id }, body: {} }
  },
  'POST /settings/rules': plain({ kind: 'stuck-pulls', on: 'yes', days: '7', pulls: '1' }),
  'POST /settings/company': ({ name }) => {
    count += 1
    return { params: {}, body: { name: `${name} ${count}` } }
  },
  'POST /settings/company/individuals': plain({ individuals: 'named' }),
  'POST /settings/company/comment-words': plain({ kept: 'no' }),
  'POST /settings/company/time-zone': plain({ timeZone: 'Europe/Lisbon' }),
  // Already so: asked for, it would keep all others from every page.
  'POST /settings/company/second-factor': plain({ required: 'no' }),
  'POST /settings/audit/export': plain({ actor: '', action: '', subject: '', from: '', to: '' }),
}

/** Form fields that hold ids: another company's there is a 404, like one in a path. */
export const idFields: Record<string, string[]> = {
  'POST /settings/users/:id/developer': ['developer'],
  'POST /settings/teams/:id/members': ['developer'],
  'POST /settings/audit/export': ['actor'],
  'POST /settings/identities/dismissals': ['first', 'second'],
  'POST /settings/identities/:id/splits': ['identity'],
  'POST /settings/identities/:id/merges': ['from'],
}

/** Query parameters that hold ids, by route. */
export const idQueries: Record<string, string[]> = {
  'GET /': ['repo', 'team', 'dev'],
  'GET /commits': ['repo', 'team', 'dev'],
  'GET /commits.csv': ['repo', 'team', 'dev'],
  'GET /pull-requests.csv': ['repo', 'team', 'dev'],
  'GET /delivery.csv': ['repo', 'team', 'dev'],
  'GET /reviews.csv': ['repo', 'team', 'dev'],
  'GET /work.csv': ['repo', 'team', 'dev'],
  'GET /health.csv': ['repo', 'team', 'dev'],
  'GET /repositories.csv': ['repo', 'team', 'dev'],
  'GET /pull-requests': ['repo', 'team', 'dev'],
  'GET /delivery': ['repo', 'team', 'dev'],
  'GET /reviews': ['repo', 'team', 'dev'],
  'GET /work': ['repo', 'team', 'dev'],
  'GET /health': ['repo', 'team', 'dev'],
  'GET /teams': ['repo', 'team', 'dev'],
  'GET /signals': ['repo', 'team', 'dev'],
  'GET /settings/audit': ['actor'],
}

/** Every query parameter that some page reads, and some that none does. */
export const queryNames = [
  ...['p', 'from', 'to', 'repo', 'dev', 'vs', 'm', 'type', 'folder', 'week', 'merges', 'page'],
  ...[
    'actor',
    'action',
    'subject',
    'next',
    'id',
    'companyId',
    'team',
    'developer',
    'user',
    'q',
    'kind',
    'target',
  ],
  ...['reason', 'excluded', 'bots', 'host', 'origin', 'only'],
  ...['tested', 'grade', 'size', 'state', 'reviewer'],
  ...['cycle', 'depth', 'rounds', 'how', 'table'],
]

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) =>
  `${method.toUpperCase()} ${path}`

/**
 * What a route is asked with in a company, by a user of it where that makes a difference.
 * @throws Error for a route that has something to fill in and no case here: it must not go untested
 */
export async function makeCase(
  route: Route,
  place: Place,
  user = place.company.owner,
): Promise<RouteCase> {
  const make = cases[nameOf(route)]
  if (make) return make(place, user)
  if (route.method === 'get' && !route.path.includes(':')) return { params: {}, body: {} }
  throw new Error(`Give ${nameOf(route)} a case in test/support/route-cases.ts.`)
}

/** The path of a route with these ids in it. */
export const pathFor = (route: Route, params: Record<string, bigint | string>) =>
  route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
