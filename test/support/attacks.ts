import type { Database } from '../../src/database/client.js'
import { type CompanyDatabase, inCompany } from '../../src/database/company.js'
import { namedQuery } from '../../src/database/named-query.js'
import type { Place } from './route-cases.js'
import { poolOf, snapshot } from './snapshot.js'

/** What the attacker has: a company of their own, and ids of another one. */
interface Means {
  // biome-ignore lint/suspicious/noExplicitAny: an attacker does not keep to types.
  db: any
  ours: Place
  theirs: Place
}

/** The kind of harm: shown (another company's data), changed (its rows), pointed (a row of ours at one of its). */
export type Outcome = 'held' | 'shown' | 'changed' | 'pointed'

/** A query that somebody wrote without its condition. */
const forgetful = namedQuery<{ name: string }>(
  'test-forgetful',
  'SELECT name, source, $1::bigint AS company FROM repositories',
)

const whole = ({ company }: Place) => ({ companyId: company.id })
const key = ({ company: { id: companyId } }: Place, id: bigint) => ({
  companyId_id: { companyId, id },
})
const analysis = ({ ours }: Means, more: object) => ({
  ...{ ...whole(ours), repositoryId: ours.repositoryId, window: 'all', definitionsVersion: 1 },
  ...more,
})
let count = 0
const planted = () => {
  count += 1
  return `planted ${count}`
}
const team = (place: Place) => ({ ...whole(place), name: planted() })

/** Attacks that broke the usual tenant filter, and their kin. Each is run in a transaction of ours. */
export const attacks: Record<string, (means: Means) => Promise<unknown>> = {
  'findMany by the other company': ({ db, theirs }) =>
    db.repository.findMany({ where: whole(theirs) }),
  'findUnique by a foreign key': ({ db, theirs }) =>
    db.repository.findUnique({ where: key(theirs, theirs.repositoryId) }),
  'findMany with OR around the filter': ({ db, theirs }) =>
    db.repository.findMany({ where: { OR: [whole(theirs), { id: { gt: 0n } }] } }),
  'findMany with NOT around the filter': ({ db, ours }) =>
    db.repository.findMany({ where: { NOT: whole(ours) } }),
  'a cursor at a foreign row': ({ db, theirs }) =>
    db.repository.findMany({ cursor: key(theirs, theirs.repositoryId), take: 10 }),
  'a relation filter that leads out': ({ db, theirs }) =>
    db.repository.findMany({ where: { company: { id: theirs.company.id } } }),
  'all companies with what is theirs': ({ db }) =>
    // Counts by name: counting everything asks for tables that nobody may read, lock or no lock.
    db.company.findMany({
      include: { users: true, repositories: true, _count: { select: { users: true } } },
    }),
  'aggregate over all': ({ db }) => db.repository.aggregate({ _max: { name: true, source: true } }),
  'groupBy over all': ({ db }) => db.repository.groupBy({ by: ['name'] }),
  'create with an id of theirs, shown at once': (means) =>
    means.db.analysis.create({
      data: analysis(means, { repositoryId: means.theirs.repositoryId }),
      include: { repository: true },
    }),
  'create with a person of theirs': (means) =>
    means.db.analysis.create({
      data: analysis(means, { requestedById: means.theirs.company.owner.id }),
      include: { requestedBy: true },
    }),
  'createMany with an id of theirs': ({ db, ours, theirs }) => {
    const mark = { kind: 'repository', repositoryId: theirs.repositoryId, reason: 'a test' }
    return db.exclusion.createMany({ data: [{ ...whole(ours), ...mark }] })
  },
  'an update to an id of theirs': ({ db, ours, theirs }) =>
    db.identity.updateMany({ where: whole(ours), data: { developerId: theirs.developerId } }),
  'connect in an update': ({ db, ours, theirs }) =>
    db.analysis.update({
      where: key(ours, ours.analysisId),
      data: { repository: { connect: key(theirs, theirs.repositoryId) } },
      include: { repository: { include: { commits: true } } },
    }),
  'connect in a create': ({ db, ours, theirs }) =>
    db.team.create({
      data: { name: planted(), company: { connect: { id: theirs.company.id } } },
      include: { company: { include: { users: true } }, memberships: { where: whole(ours) } },
    }),
  'a move into the other company': async ({ db, ours, theirs }) => {
    await db.team.create({ data: team(ours) })
    return db.team.updateMany({ where: whole(ours), data: whole(theirs) })
  },
  'create in the other company': ({ db, theirs }) => db.team.create({ data: team(theirs) }),
  'createMany in the other company': ({ db, theirs }) =>
    db.team.createMany({ data: [team(theirs)] }),
  'createManyAndReturn in the other company': ({ db, theirs }) =>
    db.team.createManyAndReturn({ data: [team(theirs)] }),
  'upsert on a row of theirs': ({ db, theirs }) =>
    db.repository.upsert({
      where: key(theirs, theirs.repositoryId),
      create: { ...whole(theirs), name: 'x', source: 'x', sourceKey: 'x' },
      update: { name: 'taken' },
    }),
  'an update of all names': ({ db, theirs }) =>
    db.repository.updateMany({ where: whole(theirs), data: { name: 'taken' } }),
  'a deletion of all teams': ({ db, theirs }) => db.team.deleteMany({ where: whole(theirs) }),
  'the fluent way out': async ({ db, theirs }) => {
    const found = db.analysis.findUnique({ where: key(theirs, theirs.analysisId) })
    return typeof found.repository === 'function' ? found.repository() : found
  },
  'raw SQL of one’s own': ({ db }) => db.$queryRawUnsafe('SELECT * FROM repositories'),
  'a query that is not registered': ({ db }) =>
    db.run({ name: 'list-commits', text: 'SELECT *, $1 FROM repositories' }),
  'a query without its condition': ({ db }) => db.run(forgetful),
  'setting the company anew': async ({ db, theirs }) => {
    await db.$queryRawUnsafe(`SELECT set_config('app.company_id', '${theirs.company.id}', true)`)
    return db.repository.findMany()
  },
  'a transaction within': async ({ db }) =>
    typeof db.$transaction === 'function'
      ? db.$transaction((within: { repository: { findMany(): unknown } }) =>
          within.repository.findMany(),
        )
      : null,
}

/** Work in a company's transaction without the guard: Prisma's own client, row security as it is. */
export async function unguarded<T>(
  { prisma }: Database,
  companyId: bigint,
  work: (db: unknown) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('app.company_id', ${String(companyId)}, true)`
    const run = ({ text }: { text: string }) => transaction.$queryRawUnsafe(text, companyId)
    return work(Object.assign(Object.create(transaction), { run }))
  })
}

type Within = (
  database: Database,
  id: bigint,
  work: (db: never) => Promise<unknown>,
) => Promise<unknown>

const guarded: Within = (database, id, work) =>
  inCompany(database, id, (db: CompanyDatabase) => work(db as never))

/** Rows of one company that point at rows which it does not have. */
const pointers = `SELECT
  (SELECT count(*) FROM analyses a WHERE a."companyId" = $1 AND NOT EXISTS (
    SELECT 1 FROM repositories r WHERE r."companyId" = $1 AND r.id = a."repositoryId"))
  + (SELECT count(*) FROM analyses a WHERE a."companyId" = $1 AND a."requestedById" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM users u WHERE u."companyId" = $1 AND u.id = a."requestedById"))
  + (SELECT count(*) FROM exclusions e WHERE e."companyId" = $1 AND e."repositoryId" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM repositories r WHERE r."companyId" = $1 AND r.id = e."repositoryId"))
  + (SELECT count(*) FROM identities i WHERE i."companyId" = $1 AND i."developerId" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM developers d WHERE d."companyId" = $1 AND d.id = i."developerId"))
  AS lost`

async function lost(url: string, { company }: Place): Promise<number> {
  const { rows } = await poolOf(url).query(pointers, [String(company.id)])
  return Number(rows[0].lost)
}

/** Runs an attack, and looks at what it has done. */
export async function outcomeOf(
  attack: (means: Means) => Promise<unknown>,
  { ours, theirs, url }: { ours: Place; theirs: Place; url: string },
  within: Within = guarded,
): Promise<Outcome> {
  const before = await snapshot(theirs.company.id, url)
  const { database, id } = ours.company
  const shown = await within(database, id, (db) => attack({ db, ours, theirs })).catch(() => null)
  const text = JSON.stringify(shown, (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  if ((await snapshot(theirs.company.id, url)) !== before) return 'changed'
  if (text?.includes(theirs.name)) return 'shown'
  return (await lost(url, ours)) > 0 ? 'pointed' : 'held'
}
