import { beforeAll, describe, expect, test } from 'vitest'
import { actions, may } from '../src/access/roles.js'
import { Role } from '../src/generated/prisma/enums.js'
import { mergeDevelopers } from '../src/people/developer-merges.js'
import { type Route, routes } from '../src/web/routes.js'
import { makeApp, type TestApp } from './support/app.js'
import { makeCompany, type TestCompany } from './support/company.js'
import { connectAs } from './support/database.js'
import { makeCommit, makeRepository, storeCommits } from './support/facts.js'
import { arrive, developerId } from './support/people.js'
import type { Visitor } from './support/visitor.js'

const roles = Object.values(Role)

/** A body with which each form is well-formed, and names what is in the place. */
const bodyOf: Record<string, (place: Place) => Record<string, string>> = {
  'POST /sign-out': () => ({}),
  'POST /repositories': () => ({ source: 'https://git.example.com/owner/other', window: '90d' }),
  'POST /repositories/:id/analyses': () => ({ window: '90d' }),
  'POST /settings/identities/dismissals': ({ developers }) => ({
    ...{ first: String(developers.whole), second: String(developers.other) },
  }),
  'POST /settings/identities/:id/name': () => ({ name: 'Ann' }),
  'POST /settings/identities/:id/bot-mark': () => ({ mark: 'person' }),
  'POST /settings/identities/:id/splits': ({ developers }) => ({
    identity: String(developers.part),
  }),
  'POST /settings/identities/:id/merges': ({ developers }) => ({ from: String(developers.other) }),
  'POST /settings/identities/merges/:merge/undo': () => ({}),
  'POST /settings/exclusions': () => ({ kind: 'path', target: 'dist/**', reason: 'Built files' }),
  'POST /settings/exclusions/:exclusion/undo': () => ({}),
}

const nameOf = ({ method, path }: Route) => `${method.toUpperCase()} ${path}`

interface Place {
  company: TestCompany
  repositoryId: bigint
  analysisId: bigint
  /** A developer of three identities, one of them, another developer, and a merge into the first. */
  developers: { whole: bigint; part: bigint; other: bigint; merge: bigint }
  exclusionId: bigint
}

let web: TestApp
let ours: Place
let theirs: Place
const visitors = new Map<Role, Visitor>()

async function makePlace(name: string): Promise<Place> {
  const company = await makeCompany({ name })
  const place = await makeRepository(company, `${name}-repository`)
  await storeCommits(company, place, [makeCommit({ subject: `Secret of ${name}` })])
  const exclusion = { kind: 'path' as const, pattern: 'dist/**', reason: `Secret of ${name}` }
  const { id: exclusionId } = await company.work((db) =>
    db.exclusion.create({ data: { companyId: company.id, ...exclusion } }),
  )
  const developers = await makeDevelopers(company, name)
  return { company, ...place, exclusionId, developers }
}

async function makeDevelopers(company: TestCompany, name: string): Promise<Place['developers']> {
  const people = ['Ann <ann@acme.io>', 'A <ann@acme.io>', 'Bea <bea@acme.io>', 'Cleo <cl@acme.io>']
  await arrive(company, ...people.map((text) => `${name} ${text}`))
  const [whole, other, gone] = await Promise.all(
    ['Ann', 'Bea', 'Cleo'].map((one) => developerId(company, `${name} ${one}`)),
  )
  return company.work(async (db) => {
    const pair = { intoId: whole!, fromId: gone! }
    await mergeDevelopers(db, pair, company.owner.id)
    const merge = await db.developerMerge.findFirstOrThrow()
    const part = await db.identity.findFirstOrThrow({ where: { name: `${name} A` } })
    return { whole: whole!, other: other!, part: part.id, merge: merge.id }
  })
}

const pathFor = (route: Route, { repositoryId, analysisId, exclusionId, developers }: Place) => {
  const isPerson = route.path.startsWith('/settings/identities')
  return route.path
    .replace(':id', String(isPerson ? developers.whole : repositoryId))
    .replace(':analysis', String(analysisId))
    .replace(':merge', String(developers.merge))
    .replace(':exclusion', String(exclusionId))
}

/** Asks for a route as a visitor, with the token that the visitor's forms carry. */
async function ask(route: Route, visitor: Visitor, place: Place) {
  const path = pathFor(route, place)
  return route.method === 'get'
    ? visitor.get(path)
    : visitor.post('/repositories', path, bodyOf[nameOf(route)]!(place))
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
    expect(actions.filter((action) => !used.has(action))).toEqual([
      ...['overview.view', 'repository.knowledge'],
    ])
  })
})

const guarded = routes.filter(({ action }) => action !== 'public')

const named = (chosen: Route[]) => chosen.map((route) => [nameOf(route), route] as const)

describe.each(named(guarded))('%s', (_, route) => {
  test('sends somebody who is not signed in to the sign-in page', async () => {
    const stranger = web.visitor()
    const path = pathFor(route, ours)
    const answer =
      route.method === 'get'
        ? await stranger.get(path)
        : await stranger.post('/sign-in', path, bodyOf[nameOf(route)]!(ours))
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/sign-in/)
  })

  test.each(roles)('answers the role %s as the table says', async (role) => {
    const visitor = visitors.get(role)!
    const isAllowed = may(role, route.action as Exclude<Route['action'], 'public'>)
    // Signing out would end the session that the other tests use.
    if (route.path === '/sign-out') return expect(isAllowed).toBe(true)
    const answer = await ask(route, visitor, ours)
    if (isAllowed) expect([200, 303]).toContain(answer.status)
    else expect(answer.status).toBe(403)
    return expect(answer.headers['cache-control']).toContain('no-store')
  })
})

test.each(named(guarded.filter(({ method }) => method === 'post')))(
  '%s refuses a form without its token',
  async (_, route) => {
    const body = bodyOf[nameOf(route)]!(ours)
    const answer = await visitors.get('owner')!.send(pathFor(route, ours), body)
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
      const path = route.path.replace(/:\w+/g, wrong)
      const odd =
        route.method === 'get'
          ? await visitor.get(path)
          : await visitor.post('/repositories', path, bodyOf[nameOf(route)]!(ours))
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
         (SELECT count(*) FROM developers)::int AS developers,
         (SELECT count(*) FROM developer_merges)::int AS merges,
         (SELECT count(*) FROM commits)::int AS commits, (SELECT count(*) FROM directory.runs)::int AS runs`,
    )
    return rows[0]
  }
  const before = await count()
  for (const route of routes.filter(({ method }) => method === 'get')) {
    await visitors.get('owner')!.get(pathFor(route, ours))
  }
  expect(await count()).toEqual(before)
})
