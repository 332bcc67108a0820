import { beforeAll, describe, expect, test } from 'vitest'
import { actions, may } from '../src/access/roles.js'
import { Role } from '../src/generated/prisma/enums.js'
import type { User } from '../src/people/users.js'
import { type Route, routes } from '../src/web/routes.js'
import { makeInvitation, makeSession } from './support/accounts.js'
import { makeApp, type TestApp } from './support/app.js'
import { makeCompany, password, type TestCompany } from './support/company.js'
import { connectAs } from './support/database.js'
import { makeCommit, makeRepository, storeCommits } from './support/facts.js'
import type { Visitor } from './support/visitor.js'

const roles = Object.values(Role)

/** A body with which each form is well-formed. */
const bodies: Record<string, Record<string, string>> = {
  'POST /sign-out': {},
  'POST /repositories': { source: 'https://git.example.com/owner/other', window: '90d' },
  'POST /repositories/:id/analyses': { window: '90d' },
  'POST /me/name': { name: 'Another name' },
  'POST /me/email': { email: 'another@example.com', current: password },
  'POST /me/password': { password: 'four unrelated words here', current: 'not the password' },
  'POST /me/second-factor': { code: '000000', current: password },
  'POST /me/second-factor/remove': { current: password },
  'POST /me/recovery-codes': { current: password },
  'POST /settings/invitations': { email: 'guest@example.com', role: 'developer' },
}

/** What a form is answered whose last step cannot be taken here, instead of a page or a redirect. */
const answers: Record<string, number> = {
  'POST /me/password': 422,
  'POST /me/second-factor': 422,
  'POST /me/second-factor/remove': 409,
  'POST /me/recovery-codes': 409,
}

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`

interface Place {
  company: TestCompany
  repositoryId: bigint
  analysisId: bigint
}

/** Ids beside those of repositories: of something new each time, since some routes take it away. */
async function idFor(route: Route, place: Place, user: User): Promise<bigint> {
  const { company, repositoryId } = place
  const { path } = route
  if (path.startsWith('/settings/users/')) return (await company.add('developer')).id
  if (path.startsWith('/settings/invitations/')) return makeInvitation(company)
  if (path.startsWith('/me/sessions/')) return makeSession(company, user)
  return repositoryId
}

let web: TestApp
let ours: Place
let theirs: Place
const visitors = new Map<Role, Visitor>()
const users = new Map<Role, User>()

async function makePlace(name: string): Promise<Place> {
  const company = await makeCompany({ name })
  const place = await makeRepository(company, `${name}-repository`)
  await storeCommits(company, place, [makeCommit({ subject: `Secret of ${name}` })])
  return { company, ...place }
}

async function pathFor(route: Route, place: Place, user = place.company.owner) {
  const id = route.path.includes(':id') ? await idFor(route, place, user) : 0n
  const { analysisId } = place
  return route.path.replace(':id', String(id)).replace(':analysis', String(analysisId))
}

/** Asks for a route as a visitor, with the token that the visitor's forms carry. */
async function ask(route: Route, visitor: Visitor, place: Place, user = place.company.owner) {
  const path = await pathFor(route, place, user)
  return route.method === 'get'
    ? visitor.get(path)
    : visitor.post('/repositories', path, bodies[nameOf(route)] ?? {})
}

/** The routes that express really has: whatever stands outside the table shows up here. */
function liveRoutes(): string[] {
  const { stack } = web.app.router as unknown as {
    stack: { route?: { path: string; methods: Record<string, boolean> } }[]
  }
  return stack.flatMap(({ route }) => {
    if (!route) return []
    const { _all, ...methods } = route.methods
    return Object.keys(methods).length > 12 || _all
      ? []
      : Object.keys(methods).map((method) => `${method.toUpperCase()} ${route.path}`)
  })
}

beforeAll(async () => {
  web = makeApp()
  ours = await makePlace('Northwind')
  theirs = await makePlace('Contoso')
  for (const role of roles) {
    const user = role === 'owner' ? ours.company.owner : await ours.company.add(role)
    const visitor = web.visitor()
    await visitor.signIn(user)
    visitors.set(role, visitor)
    users.set(role, user)
  }
})

describe('the routes', () => {
  test('are those of the table, and what the process and its pages are made of', () => {
    const beside = ['GET /healthz', 'GET /readyz', 'GET /assets/css/all.css']
    expect(new Set(liveRoutes())).toEqual(new Set([...beside, ...routes.map(nameOf)]))
  })

  test('name an action that exists', () => {
    const known: string[] = ['public', ...actions]
    expect(routes.filter(({ action }) => !known.includes(action))).toEqual([])
  })

  test('use every action but those that pages ask for inside', () => {
    const used = new Set(routes.map(({ action }) => action))
    expect(actions.filter((action) => !used.has(action))).toEqual(['overview.view'])
  })
})

const guarded = routes.filter(({ action }) => action !== 'public')

const named = (chosen: Route[]) => chosen.map((route) => [nameOf(route), route] as const)

describe.each(named(guarded))('%s', (_, route) => {
  test('sends somebody who is not signed in to the sign-in page', async () => {
    const stranger = web.visitor()
    const path = await pathFor(route, ours)
    const answer =
      route.method === 'get'
        ? await stranger.get(path)
        : await stranger.post('/sign-in', path, bodies[nameOf(route)] ?? {})
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/sign-in/)
  })

  test.each(roles)('answers the role %s as the table says', async (role) => {
    const visitor = visitors.get(role)!
    const isAllowed = may(role, route.action as Exclude<Route['action'], 'public'>)
    // Signing out would end the session that the other tests use.
    if (route.path === '/sign-out') return expect(isAllowed).toBe(true)
    const answer = await ask(route, visitor, ours, users.get(role)!)
    const { [nameOf(route)]: special } = answers
    if (isAllowed && special) expect(answer.status).toBe(special)
    else if (isAllowed) expect([200, 303]).toContain(answer.status)
    else expect(answer.status).toBe(403)
    return expect(answer.headers['cache-control']).toContain('no-store')
  })
})

test.each(named(guarded.filter(({ method }) => method === 'post')))(
  '%s refuses a form without its token',
  async (_, route) => {
    const path = await pathFor(route, ours)
    const answer = await visitors.get('owner')!.send(path, bodies[nameOf(route)] ?? {})
    expect(answer.status).toBe(403)
  },
)

test.each(named(guarded.filter(({ path }) => path.includes(':'))))(
  '%s is not there for another company’s ids',
  async (_, route) => {
    const visitor = visitors.get('owner')!
    const answer = await ask(route, visitor, theirs)
    expect(answer.status).toBe(404)
    expect(answer.text).not.toMatch(/Contoso/)
    for (const wrong of ['0', '999999999', 'abc', '1e3', '-1', '1%27', '9'.repeat(30)]) {
      const path = route.path.replace(':id', wrong).replace(':analysis', wrong)
      const odd =
        route.method === 'get'
          ? await visitor.get(path)
          : await visitor.post('/repositories', path, bodies[nameOf(route)] ?? {})
      expect(odd.status, wrong).toBe(404)
    }
  },
)

test('a repository of another company in the filters is not there', async () => {
  const visitor = visitors.get('owner')!
  for (const path of ['/', '/commits']) {
    const answer = await visitor.get(`${path}?repository=${theirs.repositoryId}`)
    expect(answer.status, path).toBe(404)
    expect(answer.text).not.toMatch(/Contoso/)
  }
})

test('asking for pages changes nothing', async () => {
  const client = await connectAs('super')
  const count = async () => {
    const { rows } = await client.query(
      `SELECT (SELECT count(*) FROM repositories)::int AS repositories,
         (SELECT count(*) FROM analyses)::int AS analyses, (SELECT count(*) FROM users)::int AS users,
         (SELECT count(*) FROM commits)::int AS commits, (SELECT max(md5(u::text)) FROM users u) AS user,
         (SELECT count(*) FROM invitations)::int AS invitations,
         (SELECT count(*) FROM outgoing_mails)::int AS mails,
         (SELECT count(*) FROM directory.links)::int AS links, (SELECT count(*) FROM directory.runs)::int AS runs`,
    )
    return rows[0]
  }
  const before = await count()
  for (const route of routes.filter(({ method }) => method === 'get')) {
    await visitors.get('owner')!.get(await pathFor(route, ours))
  }
  expect(await count()).toEqual(before)
})
