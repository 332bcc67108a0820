import { beforeAll, describe, expect, test } from 'vitest'
import { type Action, actions, may } from '../src/access/roles.js'
import type { Role } from '../src/generated/prisma/enums.js'
import { type Route, routes } from '../src/web/routes.js'
import { makeApp, type TestApp } from './support/app.js'
import { makeCase, makePlace, nameOf, type Place, pathFor } from './support/route-cases.js'
import { ask, roles, type Seat, takeSeats } from './support/seats.js'
import { wholeFingerprint } from './support/snapshot.js'

let web: TestApp
let ours: Place
let seats: Record<Role, Seat>

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
  seats = await takeSeats(web, ours)
})

/**
 * What is sent here by other machines: without a session, a CSRF token or an origin of ours, and so
 * proven by a signature instead, or by the token of a mail. Nothing else is exempt.
 */
const unformed = ['POST /webhooks/:key', 'POST /unsubscribe/:token']

/** Actions that pages ask for inside: what a page shows depends on them. */
const asked: Action[] = [
  ...(['overview.view', 'commits.view-all', 'repository.knowledge', 'people.names'] as const),
]

describe('ASVS 3.5.4, 6.3.4, 8.2.1, 13.4.5: the routes', () => {
  test('are those of the table, and what the process and its pages are made of', () => {
    const beside = ['GET /healthz', 'GET /readyz', 'GET /assets/css/all.css', ...unformed]
    expect(new Set(liveRoutes())).toEqual(new Set([...beside, ...routes.map(nameOf)]))
  })

  test('name an action that exists', () => {
    const known: string[] = ['public', ...actions]
    expect(routes.filter(({ action }) => !known.includes(action))).toEqual([])
  })

  test('use every action but those that pages ask for inside', () => {
    const used = new Set(routes.map(({ action }) => action))
    expect(actions.filter((action) => !used.has(action)).sort()).toEqual(asked.toSorted())
  })
})

const guarded = routes.filter(({ action }) => action !== 'public')

const named = (chosen: Route[]) => chosen.map((route) => [nameOf(route), route] as const)

describe.each(named(guarded))('%s', (_, route) => {
  test('ASVS 8.3.1: sends somebody who is not signed in to the sign-in page', async () => {
    const { params, body } = await makeCase(route, ours)
    const stranger = { visitor: web.visitor(), token: '' }
    stranger.token = await stranger.visitor.token('/sign-in')
    const before = await wholeFingerprint()
    const answer = await ask(stranger, route, pathFor(route, params), body)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/sign-in/)
    expect(await wholeFingerprint()).toBe(before)
  })

  test.each(roles)('ASVS 8.2.1: answers the role %s as the table says', async (role) => {
    const isAllowed = may(role, route.action as Action)
    // Signing out would end the session that the other tests use.
    if (route.path === '/sign-out') return expect(isAllowed).toBe(true)
    const { params, body, status } = await makeCase(route, ours, seats[role].user)
    const answer = await ask(seats[role], route, pathFor(route, params), body)
    if (isAllowed) expect(status ? [status] : [200, 303]).toContain(answer.status)
    else expect(answer.status).toBe(403)
    // Handing the company over has made the owner an admin: back, for the tests that follow.
    if (isAllowed && route.action === 'ownership.transfer') await restoreOwner(BigInt(params.id!))
    return expect(answer.headers['cache-control']).toContain('no-store')
  })
})

async function restoreOwner(id: bigint): Promise<void> {
  const { company } = ours
  await company.work(async (db) => {
    await db.user.updateMany({ where: { id: company.owner.id }, data: { role: 'owner' } })
    await db.user.updateMany({ where: { id }, data: { role: 'developer' } })
  })
}

test.each(named(guarded.filter(({ method }) => method === 'post')))(
  'ASVS 3.5.1: %s refuses a form without its token',
  async (_, route) => {
    const { params, body } = await makeCase(route, ours)
    const answer = await seats.owner.visitor.send(pathFor(route, params), body)
    expect(answer.status).toBe(403)
  },
)

test('ASVS 3.5.3: asking for pages changes nothing', async () => {
  const reading = routes.filter(({ method }) => method === 'get')
  const asked = await Promise.all(
    reading.map(async (route) => {
      const { params, status } = await makeCase(route, ours)
      return { path: pathFor(route, params), status }
    }),
  )
  for (const { path, status } of asked) {
    const before = await wholeFingerprint()
    const answer = await seats.owner.visitor.get(path)
    expect(status ? [status] : [200, 303], path).toContain(answer.status)
    await seats.owner.visitor.agent.head(path)
    expect(await wholeFingerprint(), path).toBe(before)
  }
}, 300_000)
