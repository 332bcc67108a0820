import { beforeAll, expect, test } from 'vitest'
import { record } from '../../src/audit/record.js'
import { currentCompany } from '../../src/companies/companies.js'
import { type CompanyDatabase, inCompany } from '../../src/database/company.js'
import { from } from '../support/audit.js'
import { makePlace, type Place } from '../support/route-cases.js'

let places: Place[]

beforeAll(async () => {
  places = [await makePlace('Northwind'), await makePlace('Contoso')]
})

/** Pieces of work of every kind; each tells the name of the company that it saw. */
const kinds: ((db: CompanyDatabase, place: Place) => Promise<string>)[] = [
  async (db) => (await currentCompany(db)).name,
  async (db, { name }) => {
    const rows = await db.repository.findMany({ include: { commits: true } })
    const isOwn = rows.every((row) =>
      row.commits.every((one) => one.subject === `Secret of ${name}`),
    )
    return isOwn ? (rows[0]?.name.replace('-repository', '') ?? '') : 'mixed'
  },
  async (db, { name, company }) => {
    const team = { companyId: company.id, name: `${name} ${crypto.randomUUID()}` }
    const made = await db.team.create({ data: team, include: { company: true } })
    return made.company.name
  },
  async (db, { company }) => {
    const deed = { action: 'session.begun', actorId: company.owner.id } as const
    await record(db, { ...deed, subjectId: company.owner.id, from })
    const traces = await db.auditTrace.findMany({ where: { party: 'actor' }, take: 50 })
    const isOwn = traces.every(({ companyId }) => companyId === company.id)
    return isOwn ? (await currentCompany(db)).name : 'mixed'
  },
]

test('ASVS 8.4.1: 400 units of two companies at once never mix', async () => {
  const seen: string[] = []
  let refused = 0
  const unit = async (at: number) => {
    const place = places[at % 2]!
    const work = kinds[Math.floor(at / 2) % kinds.length]!
    try {
      const saw = await inCompany(place.company.database, place.company.id, (db) => work(db, place))
      seen.push(`${place.name} saw ${saw}`)
    } catch (error) {
      // A pool under such a flood may say "come back later"; it may not show another company's rows.
      if (!/timeout|Unable to start a transaction/i.test(String(error))) throw error
      refused += 1
    }
  }
  await Promise.all(Array.from({ length: 400 }, (_, at) => unit(at)))
  expect(new Set(seen)).toEqual(new Set(['Northwind saw Northwind', 'Contoso saw Contoso']))
  expect(seen.length + refused).toBe(400)
}, 120_000)
