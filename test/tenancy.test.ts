import { beforeAll, describe, expect, test } from 'vitest'
import { recordAccess } from '../src/audit/accesses.js'
import { anchor } from '../src/audit/checkpoints.js'
import { recordRefused } from '../src/audit/refusals.js'
import type { CompanyDatabase } from '../src/database/company.js'
import { type Operation, operations } from '../src/database/guard.js'
import { type OwnedModel, ownedModelNames, ownedModels } from '../src/database/owned.js'
import { from, key as signing, writeEntries } from './support/audit.js'
import { makeCompany, type TestCompany } from './support/company.js'
import { connectAs } from './support/database.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from './support/facts.js'
import { snapshot } from './support/snapshot.js'

type Row = Record<string, unknown>
type Delegate = Record<Operation, (args?: unknown) => Promise<unknown>>

const reads: Operation[] = [
  ...(['findMany', 'findFirst', 'findFirstOrThrow', 'findUnique'] as const),
  ...(['findUniqueOrThrow', 'count', 'aggregate', 'groupBy'] as const),
]
const creates: Operation[] = ['create', 'createMany', 'createManyAndReturn']
const changes: Operation[] = ['update', 'updateMany', 'updateManyAndReturn', 'delete', 'deleteMany']

let ours: TestCompany
let theirs: TestCompany
const theirRows = new Map<OwnedModel, Row>()

async function fill(company: TestCompany): Promise<void> {
  const place = await makeRepository(company)
  const files = [makeFile({ renamedFrom: 'lib/old.js' })]
  await storeCommits(company, place, [makeCommit({ files })])
  await fillBeside(company, place.repositoryId)
}

/** Rows of the models that reading a repository alone does not make. */
async function fillBeside(company: TestCompany, repositoryId: bigint): Promise<void> {
  await company.work(async (db) => {
    const companyId = db.companyId
    const [path, other] = await db.path.findMany({ orderBy: { id: 'asc' } })
    const identity = await db.identity.findFirstOrThrow()
    const person = { companyId, name: 'Ada', email: 'ada@example.com' }
    const first = await db.developer.create({ data: person })
    const second = await db.developer.create({ data: person })
    const pair = { intoId: first.id, fromId: second.id, identityIds: [identity.id] }
    await db.developerMerge.create({ data: { companyId, ...pair, source: 'admin' } })
    await db.dismissedSuggestion.create({
      data: { companyId, firstId: first.id, secondId: second.id },
    })
    await db.exclusion.create({
      data: { companyId, kind: 'repository', repositoryId, reason: 'A test of tenancy.' },
    })
    const file = { companyId, repositoryId, pathId: path!.id }
    await db.hotSpot.create({ data: { ...file, commits: 1, decisionPoints: 1, score: 100 } })
    await db.coupling.create({ data: { ...file, otherPathId: other!.id, shared: 5, degree: 1 } })
    await db.ownership.create({ data: { ...file, identityId: identity.id, lines: 3 } })
    await fillAccounts(db)
    await fillSignals(db)
    const team = await db.team.create({ data: { companyId, name: 'Payments' } })
    const whose = { developerId: first.id, enteredForId: first.id }
    const time = { teamId: team.id, ...whose, from: new Date('2026-01-01') }
    await db.teamMembership.create({ data: { companyId, ...time } })
    const { developerId: _, ...day } = await db.commitDay.findFirstOrThrow()
    await db.teamDay.create({ data: { ...day, teamId: team.id } })
  })
  await fillAudit(company)
  await company.work((db) => fillLifecycle(db, repositoryId))
  await company.work((db) => fillCodeHost(db, repositoryId))
}

/** What a code host tells: a connection, an account, a pull request and everything beneath it. */
async function fillCodeHost(db: CompanyDatabase, repositoryId: bigint): Promise<void> {
  const { companyId } = db
  const { id: addedById } = await db.user.findFirstOrThrow()
  const at = new Date('2026-03-04T10:00:00Z')
  const host = { host: 'github', origin: 'https://github.com', name: 'Acme' } as const
  const { id: connectionId } = await db.connection.create({
    data: { companyId, ...host, addedById },
  })
  const remote = { hostId: '7', fullName: 'acme/shop', owner: 'acme', seenAt: at }
  const urls = {
    cloneUrl: 'https://github.com/acme/shop.git',
    webUrl: 'https://github.com/acme/shop',
  }
  const marks = { isPrivate: true, isArchived: false, isFork: false }
  await db.remoteRepository.create({
    data: { companyId, connectionId, ...remote, ...urls, ...marks },
  })
  await db.quota.create({ data: { companyId, connectionId, resource: 'core', limit: 5000 } })
  const delivery = { deliveryId: 'd-1', event: 'pull_request' }
  await db.webhookDelivery.create({ data: { companyId, connectionId, ...delivery } })
  const { id: accountId } = await db.hostAccount.create({
    data: { companyId, connectionId, externalId: '1', username: 'ada' },
  })
  await db.collection.create({ data: { companyId, repositoryId } })
  const days = { createdAt: at, updatedAt: at, createdDay: at, definitionsVersion: 1 }
  const named = { title: 'Pay', url: 'https://github.com/acme/shop/pull/1', state: 'open' } as const
  const place = { companyId, repositoryId, number: 1 }
  const branches = { headBranch: 'pay', baseBranch: 'main', isDraft: false }
  await db.pullRequest.create({
    data: { ...place, hostId: '11', authorId: accountId, ...named, ...days, ...branches },
  })
  const review = { verdict: 'approved', submittedAt: at, bodyLength: 0, localDay: at } as const
  await db.review.create({ data: { ...place, hostId: 'r1', accountId, ...review } })
  const comment = { kind: 'line', writtenAt: at, length: 4, text: 'Good' }
  await db.comment.create({ data: { ...place, hostId: 'c1', accountId, ...comment } })
  await db.pullRequestEvent.create({ data: { ...place, hostId: 'e1', kind: 'ready', at } })
  const commit = { hash: Buffer.alloc(20, 1), authoredAt: at }
  await db.pullRequestCommit.create({ data: { ...place, ...commit } })
}

/** What clean-ups, retention and erasures leave. */
async function fillLifecycle(db: CompanyDatabase, repositoryId: bigint): Promise<void> {
  const { companyId } = db
  await db.cleanUp.create({ data: { companyId, kind: 'period', repositoryIds: [repositoryId] } })
  await db.clearedPeriod.create({ data: { companyId, repositoryId } })
  await db.retentionRule.create({ data: { companyId, kind: 'messages', days: 400 } })
  await db.retentionRun.create({ data: { companyId } })
  await db.erasure.create({ data: { companyId, developerId: 1n } })
  const erased = { kind: 'email', digest: Buffer.alloc(32, 1), developerId: 1n }
  await db.erasedName.create({ data: { companyId, ...erased } })
}

async function fillAudit(company: TestCompany): Promise<void> {
  await writeEntries(company, 1)
  await company.work(async (db) => {
    await anchor(db, signing)
    const access = { kind: 'viewed', subjectType: 'developer', subjectId: 1n } as const
    await recordAccess(db, { ...access, actorId: company.owner.id, from })
    const refusal = { method: 'GET', route: '/settings/audit', reason: 'role' }
    await recordRefused(db, { userId: company.owner.id, ...refusal }, from)
  })
}

/** What a company says of signals, and a Monday mail. */
async function fillSignals(db: CompanyDatabase): Promise<void> {
  const { companyId } = db
  const { id: userId } = await db.user.findFirstOrThrow()
  await db.signalRule.create({ data: { companyId, kind: 'stuck-pulls', thresholds: { days: 3 } } })
  const signal = { kind: 'stuck-pulls', subject: 'everything', mark: '1', reason: 'Holidays' }
  await db.signalDismissal.create({ data: { companyId, ...signal, dismissedById: userId } })
  await db.digest.create({ data: { companyId, userId, week: new Date('2026-03-02') } })
}

/** What people's accounts leave: an invitation, a mail, a recovery code. */
async function fillAccounts(db: CompanyDatabase): Promise<void> {
  const { companyId } = db
  const { id: userId } = await db.user.findFirstOrThrow()
  const expiresAt = new Date('2027-01-01T00:00:00Z')
  const invitation = { email: 'new@example.com', role: 'manager', invitedById: userId } as const
  await db.invitation.create({ data: { companyId, ...invitation, expiresAt } })
  const mail = { template: 'password-changed', recipient: 'ada@example.com', data: {} }
  await db.outgoingMail.create({ data: { companyId, ...mail } })
  await db.recoveryCode.create({ data: { companyId, userId, digest: Buffer.alloc(32, 1) } })
}

const delegate = (db: unknown, model: OwnedModel) => (db as Record<OwnedModel, Delegate>)[model]

/** A unique key of a row, as Prisma writes it. */
function unique(model: OwnedModel, row: Row): Row {
  if (model === 'company') return { id: row.id }
  const names = {
    commit: ['companyId', 'repositoryId', 'hash'],
    path: ['companyId', 'repositoryId', 'id'],
    fileChange: ['companyId', 'repositoryId', 'hash', 'pathId'],
    dismissedSuggestion: ['companyId', 'firstId', 'secondId'],
    hotSpot: ['companyId', 'repositoryId', 'pathId'],
    coupling: ['companyId', 'repositoryId', 'pathId', 'otherPathId'],
    ownership: ['companyId', 'repositoryId', 'pathId', 'identityId'],
    recoveryCode: ['companyId', 'userId', 'digest'],
    remoteRepository: ['companyId', 'connectionId', 'hostId'],
    quota: ['companyId', 'connectionId', 'resource'],
    webhookDelivery: ['companyId', 'connectionId', 'deliveryId'],
    collection: ['companyId', 'repositoryId'],
    pullRequest: ['companyId', 'repositoryId', 'number'],
    review: ['companyId', 'repositoryId', 'number', 'hostId'],
    comment: ['companyId', 'repositoryId', 'number', 'hostId'],
    pullRequestEvent: ['companyId', 'repositoryId', 'number', 'hostId'],
    pullRequestCommit: ['companyId', 'repositoryId', 'number', 'hash'],
    signalRule: ['companyId', 'kind'],
    refusalCount: ['companyId', 'userId', 'method', 'route', 'reason'],
    retentionRule: ['companyId', 'kind'],
    erasedName: ['companyId', 'kind', 'digest'],
    factStamp: ['companyId', 'transactionId'],
    commitDay: ['companyId', 'localDay', 'repositoryId', 'developerId', 'byBot'],
    repositoryDay: ['companyId', 'localDay', 'repositoryId', 'byBot'],
    teamDay: ['companyId', 'localDay', 'repositoryId', 'teamId', 'byBot'],
    repositoryHour: ['companyId', 'localDay', 'repositoryId', 'byBot', 'hour'],
    auditEntry: ['companyId', 'position'],
    auditTrace: ['companyId', 'position', 'party'],
    auditCheckpoint: ['companyId', 'position', 'closes'],
  } as Partial<Record<OwnedModel, string[]>>
  const fields = names[model] ?? ['companyId', 'id']
  return { [fields.join('_')]: Object.fromEntries(fields.map((field) => [field, row[field]])) }
}

beforeAll(async () => {
  ours = await makeCompany()
  theirs = await makeCompany({ name: 'Contoso' })
  await fill(ours)
  await fill(theirs)
  await theirs.work(async (db) => {
    for (const model of ownedModelNames) {
      const row = await delegate(db, model).findFirst()
      expect(row, `a row of ${model} to attack`).not.toBeNull()
      theirRows.set(model, row as Row)
    }
  })
})

describe.each(ownedModelNames)('%s', (model) => {
  const { key } = ownedModels[model]
  const field = ownedModels[model].fields.find((name) => name !== key)!

  const attempt = (operation: Operation, args: unknown) =>
    ours.work((db) => delegate(db, model)[operation](args))

  test.each(reads)('%s shows nothing of another company', async (operation) => {
    const row = theirRows.get(model)!
    const where = operation.startsWith('findUnique') ? unique(model, row) : { [key]: row[key] }
    const by = operation === 'groupBy' ? { by: [key] } : {}
    const all = operation === 'aggregate' ? { _count: true } : {}
    const outcome = await attempt(operation, { where, ...by, ...all }).catch((error) => error)
    const isNothing = outcome === null || outcome instanceof Error
    expect(isNothing, `${operation} answered ${String(outcome)}`).toBe(true)
    // The positive control: without the foreign key the same question has an answer.
    const mine = await attempt(
      operation === 'findUnique' || operation === 'findUniqueOrThrow' ? 'findFirst' : operation,
      { ...by, ...all },
    )
    expect(JSON.stringify(mine, (_, v) => (typeof v === 'bigint' ? String(v) : v))).not.toMatch(
      /^(null|0|\[\])$/,
    )
  })

  test.each(creates)('%s plants nothing in another company', async (operation) => {
    const before = await snapshot(theirs.id)
    const { ...data } = theirRows.get(model)!
    const rows = operation === 'create' ? data : [data]
    await expect(attempt(operation, { data: rows })).rejects.toThrow("is not this company's")
    expect(await snapshot(theirs.id)).toBe(before)
  })

  test.each(changes)('%s changes nothing of another company', async (operation) => {
    const before = await snapshot(theirs.id)
    const row = theirRows.get(model)!
    const isUnique = operation === 'update' || operation === 'delete'
    const where = isUnique ? unique(model, row) : { [key]: row[key] }
    const data = operation.startsWith('update') ? { data: { [field]: row[field] } } : {}
    await expect(attempt(operation, { where, ...data })).rejects.toThrow()
    expect(await snapshot(theirs.id)).toBe(before)
  })

  test('upsert neither finds nor plants a row of another company', async () => {
    const before = await snapshot(theirs.id)
    const row = theirRows.get(model)!
    const attack = { where: unique(model, row), create: row, update: {} }
    await expect(attempt('upsert', attack)).rejects.toThrow()
    expect(await snapshot(theirs.id)).toBe(before)
  })

  test('an update cannot move a row to another company', async () => {
    const move = { data: { [key]: theirs.id } }
    await expect(attempt('updateMany', move)).rejects.toThrow('never changes')
  })

  test('an undefined condition is refused instead of widening the filter', async () => {
    await expect(attempt('deleteMany', { where: { [field]: undefined } })).rejects.toThrow(
      'undefined',
    )
    await expect(
      attempt('findFirst', { where: { AND: [{ [field]: undefined }] } }),
    ).rejects.toThrow()
  })

  test('nested writes are refused', async () => {
    for (const relation of ownedModels[model].relations) {
      const nested = { data: { [relation]: { connect: { id: theirs.id } } } }
      await expect(attempt('updateMany', nested), relation).rejects.toThrow('nested write')
    }
  })

  test('raw SQL without a condition shows only the bound company, and nothing without one', async () => {
    const client = await connectAs('app')
    const all = `SELECT "${key}"::text AS company FROM "${ownedModels[model].table}"`
    expect((await client.query(all)).rows).toEqual([])
    await client.query('BEGIN')
    await client.query("SELECT set_config('app.company_id', $1, true)", [String(ours.id)])
    const { rows } = await client.query<{ company: string }>(all)
    await client.query('COMMIT')
    expect([...new Set(rows.map(({ company }) => company))]).toEqual([String(ours.id)])
    expect((await client.query(all)).rows).toEqual([])
  })
})

test('every listed operation exists for every owned model, and no other', async () => {
  await ours.work(async (db) => {
    for (const model of ownedModelNames) {
      expect(Object.keys(delegate(db, model)).sort(), model).toEqual([...operations].sort())
    }
  })
})

test('an include cannot lead out: the keys hold both sides to one company', async () => {
  const found = await ours.work((db) =>
    db.repository.findMany({ include: { company: { include: { users: true } }, commits: true } }),
  )
  const text = JSON.stringify(found, (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  expect(text).toContain(ours.owner.email)
  expect(text).not.toContain(theirs.owner.email)
})

test('a row cannot point at a row of another company', async () => {
  const repositoryId = theirRows.get('repository')!.id as bigint
  const points = ours.work((db) =>
    db.analysis.create({
      data: {
        ...{ companyId: ours.id, repositoryId, requestedById: ours.owner.id },
        ...{ window: 'all', definitionsVersion: 1 },
      },
    }),
  )
  await expect(points).rejects.toThrow(/foreign key|constraint/i)
})

test('claiming an address for another company is refused by the directory itself', async () => {
  const client = await connectAs('app')
  await client.query("SELECT set_config('app.company_id', $1, false)", [String(ours.id)])
  const claim = 'SELECT directory.claim_email_address($1, $2, $3)'
  const values = [String(theirs.id), 'new@example.com', String(theirs.owner.id)]
  await expect(client.query(claim, values)).rejects.toThrow('not the current company')
})
