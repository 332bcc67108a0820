import express from 'express'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Action, may } from '../../src/access/roles.js'
import type { Role } from '../../src/generated/prisma/enums.js'
import { type Route, routes } from '../../src/web/routes.js'
import { makeApp, type TestApp } from '../support/app.js'
import {
  idFields,
  idQueries,
  makeCase,
  makePlace,
  nameOf,
  type Place,
  pathFor,
  queryNames,
} from '../support/route-cases.js'
import { ask, roles, type Seat, takeSeats } from '../support/seats.js'
import { snapshot } from '../support/snapshot.js'

let web: TestApp
let ours: Place
let theirs: Place
let seats: Record<Role, Seat>
/** Whatever of the other company could show in an answer. */
let canary: RegExp

const guarded = routes.filter(({ action }) => action !== 'public')
const named = (chosen: readonly Route[]) => chosen.map((route) => [nameOf(route), route] as const)

/** No id, or not one of anything. */
const wrongIds = ['0', '999999999', 'abc', '1e3', '-1', "1'", '9'.repeat(30), '1.0', ' 1', '%00']

beforeAll(async () => {
  web = makeApp()
  ours = await makePlace('Northwind')
  theirs = await makePlace('Contoso')
  seats = await takeSeats(web, ours)
  canary = new RegExp(`Contoso|${theirs.company.owner.email}`, 'i')
})

const allowed = (role: Role, { action }: Route) =>
  action === 'public' || may(role, action as Action)

/** The names of query parameters that were read while something was asked for. */
async function namesReadBy(work: () => Promise<unknown>): Promise<Set<string>> {
  const names = new Set<string>()
  const { get } = Object.getOwnPropertyDescriptor(express.request, 'query')!
  Object.defineProperty(web.app.request, 'query', {
    configurable: true,
    get() {
      return new Proxy(get!.call(this), {
        get(query, name) {
          if (typeof name === 'string') names.add(name)
          return query[name]
        },
      })
    },
  })
  await work()
  Reflect.deleteProperty(web.app.request, 'query')
  return names
}

/** What is sent and what comes back: the other company must be in neither its rows nor the answer. */
async function unseen<T>(work: () => Promise<T>): Promise<T> {
  const before = await snapshot(theirs.company.id)
  const outcome = await work()
  expect(await snapshot(theirs.company.id)).toBe(before)
  return outcome
}

describe.each(named(guarded.filter(({ path }) => path.includes(':'))))(
  'ASVS 8.2.2, 8.4.1: %s',
  (name, route) => {
    test.each(roles)(
      'is not there for another company’s ids, asked by the role %s',
      async (role) => {
        const [mine, foreign] = [await makeCase(route, ours), await makeCase(route, theirs)]
        const wanted = allowed(role, route) ? 404 : 403
        await unseen(async () => {
          const all = await ask(seats[role], route, pathFor(route, foreign.params), mine.body)
          expect(all.status).toBe(wanted)
          expect(all.text).not.toMatch(canary)
          // And each id alone beside ids of our own.
          for (const [param, id] of Object.entries(foreign.params)) {
            if (!route.path.includes(`:${param}`)) continue
            const path = pathFor(route, { ...mine.params, [param]: id })
            const one = await ask(seats[role], route, path, mine.body)
            expect([one.status, param]).toEqual([wanted, param])
            expect(one.text).not.toMatch(canary)
          }
        })
        // The positive control: with ids of our own the same question has an answer.
        if (!allowed(role, route) || route.action === 'ownership.transfer') return
        const { params, body, status } = await makeCase(route, ours, seats[role].user)
        const own = await ask(seats[role], route, pathFor(route, params), body)
        expect(status === undefined ? [200, 303] : [status], name).toContain(own.status)
      },
    )

    test('is not there for what is no id', async () => {
      const mine = await makeCase(route, ours)
      for (const param of Object.keys(mine.params)) {
        if (!route.path.includes(`:${param}`)) continue
        for (const wrong of wrongIds) {
          const path = pathFor(route, { ...mine.params, [param]: wrong })
          const answer = await ask(seats.owner, route, path, mine.body)
          expect([answer.status, param, wrong]).toEqual([404, param, wrong])
        }
      }
    })
  },
)

describe.each(named(guarded.filter(({ method }) => method === 'post')))(
  'ASVS 8.2.3, 15.3.3: %s',
  (name, route) => {
    const attempt = async (seat: Seat, change: (body: Record<string, string>) => object) => {
      const { params, body } = await makeCase(route, ours)
      return ask(seat, route, pathFor(route, params), change(body))
    }

    test('takes no id of another company in any field of its form', async () => {
      const foreign = { ...(await ids(theirs)), company: theirs.company.id }
      const { body } = await makeCase(route, ours)
      await unseen(async () => {
        for (const field of Object.keys(body)) {
          for (const [what, id] of Object.entries(foreign)) {
            const answer = await attempt(seats.owner, (own) => ({ ...own, [field]: String(id) }))
            const isId = idFields[name]?.includes(field)
            // Ids are counted for all companies: what is ours by chance may be found.
            if (isId && (what === field || kin[field] === what))
              expect([answer.status, field]).toEqual([404, field])
            expect(answer.status, `${field}: ${what}`).toBeLessThan(500)
            expect(answer.text).not.toMatch(canary)
          }
        }
      })
    })

    test.each(roles.filter((role) => role !== 'owner'))(
      'takes none of the role %s, either',
      async (role) => {
        const foreign: Record<string, bigint> = await ids(theirs)
        const theirsFor = (field: string) => String(foreign[kin[field] ?? field] ?? foreign.user)
        const { body } = await makeCase(route, ours)
        // A button alone: signing out would leave nobody to ask.
        if (Object.keys(body).length === 0) return
        await unseen(async () => {
          const all = await attempt(seats[role], (own) =>
            Object.fromEntries(Object.keys(own).map((field) => [field, theirsFor(field)])),
          )
          expect(all.status).toBeLessThan(500)
          expect(all.text).not.toMatch(canary)
          for (const field of idFields[name] ?? []) {
            const one = await attempt(seats[role], (own) => ({ ...own, [field]: theirsFor(field) }))
            expect([one.status, field]).toEqual([allowed(role, route) ? 404 : 403, field])
            expect(one.text).not.toMatch(canary)
          }
        })
      },
    )

    test('answers odd and missing values with a page, never with a fault', async () => {
      const { body } = await makeCase(route, ours)
      for (const field of Object.keys(body)) {
        for (const odd of [...wrongIds, '', 'x'.repeat(5000), '\u0000', 'ı̇ʼ‮', ['a', 'b']]) {
          const answer = await attempt(seats.owner, (own) => ({ ...own, [field]: odd }))
          expect(answer.status, `${field}: ${odd}`).toBeLessThan(500)
        }
        const { status } = await attempt(seats.owner, (own) => {
          const { [field]: _, ...rest } = own
          return rest
        })
        expect(status, `without ${field}`).toBeLessThan(500)
      }
    })

    test('refuses fields that its form does not have', async () => {
      if (route.path === '/sign-out') return
      const more = [
        'companyId',
        'id',
        'role',
        'passwordHash',
        'createdAt',
        '__proto__',
        'constructor',
      ]
      const { body } = await makeCase(route, ours)
      for (const field of more.filter((one) => !(one in body))) {
        const answer = await unseen(() => attempt(seats.owner, (own) => withField(own, field)))
        expect([answer.status, field]).toEqual([400, field])
      }
    })
  },
)

/** Own fields only, so that `__proto__` is a field as a browser could send it. */
const withField = (body: object, field: string) =>
  Object.defineProperty({ ...body }, field, { value: '1', enumerable: true })

/** Fields that hold the id of something they are not named after. */
const kin: Record<string, string> = { first: 'developer', second: 'developer', from: 'developer' }

async function ids(place: Place): Promise<Record<string, bigint>> {
  const { company, repositoryId, analysisId, developerId } = place
  const team = await company.work((db) => db.team.findFirst())
  const user = company.owner.id
  return {
    ...{ repository: repositoryId, analysis: analysisId, developer: developerId },
    ...{ repo: repositoryId, dev: developerId },
    ...{ user, actor: user, team: team?.id ?? 0n },
  }
}

describe.each(named(routes.filter(({ method }) => method === 'get')))(
  'ASVS 8.2.2, 15.3.7: %s',
  (name, route) => {
    test.each(roles.filter((role) => allowed(role, route)))(
      'shows the role %s nothing of another company whatever its address says',
      { timeout: 240_000 },
      async (role) => {
        const { visitor, user } = seats[role]
        const { params } = await makeCase(route, ours, user)
        const path = pathFor(route, params)
        const foreign = [...new Set(Object.values(await ids(theirs)))].map(String)
        const values = [...foreign, String(theirs.company.id), 'abc', '-1', '%00', "1'--"]
        const look = async (query: string) => {
          const answer = await visitor.get(`${path}?${query}`)
          expect(answer.status, query).toBeLessThan(500)
          expect(answer.text, query).not.toMatch(canary)
        }
        const read = await namesReadBy(() => look(queryNames.map((name) => `${name}=1`).join('&')))
        await unseen(async () => {
          // What a page reads is asked for alone; what it does not read cannot matter, and goes together.
          for (const query of queryNames.filter((name) => read.has(name))) {
            for (const value of values) await look(`${query}=${value}`)
            await look(`${query}=1&${query}=2`)
          }
          const rest = queryNames.filter((name) => !read.has(name))
          const after = await namesReadBy(async () => {
            for (const value of values) await look(rest.map((name) => `${name}=${value}`).join('&'))
          })
          expect(rest.filter((name) => after.has(name))).toEqual([])
        })
      },
    )

    test('answers another company’s ids in its address with 404', async () => {
      const { params } = await makeCase(route, ours)
      const foreign = await ids(theirs)
      for (const query of idQueries[name] ?? []) {
        const path = `${pathFor(route, params)}?${query}=${foreign[query]}`
        expect((await seats.owner.visitor.get(path)).status, path).toBe(404)
        const own = `${pathFor(route, params)}?${query}=${(await ids(ours))[query]}`
        expect((await seats.owner.visitor.get(own)).status, own).toBe(200)
      }
    })
  },
)
