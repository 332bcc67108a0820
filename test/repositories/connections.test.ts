import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/platform/root.js'
import { openSecretBox } from '../../src/platform/secrets.js'
import { chooseRepositories } from '../../src/repositories/choose-repositories.js'
import { makeWebhook, openWebhookSecret } from '../../src/repositories/connection-webhook.js'
import { renameConnection, replaceToken } from '../../src/repositories/connections.js'
import { openConnection } from '../../src/repositories/open-connection.js'
import { storeRemoteRepositories } from '../../src/repositories/remote-repositories.js'
import { removeConnection } from '../../src/repositories/remove-connection.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeConnection, told } from '../support/connections.js'
import { connectAs } from '../support/database.js'
import { makeTinyHost, remote, testSecrets, tinyServices } from '../support/tiny-host.js'

const token = 'a-token-nobody-guesses-Xy9f'

async function connected(given: { token?: string } = {}) {
  const [company, tiny] = [await makeCompany(), makeTinyHost()]
  const id = await makeConnection(company, tiny, { token, ...given })
  return { company, tiny, id }
}

const rowOf = ({ work }: TestCompany, id: bigint) =>
  work((db) => db.connection.findFirstOrThrow({ where: { id } }))

const auditOf = ({ work }: TestCompany) =>
  work((db) => db.auditEntry.findMany({ orderBy: { position: 'asc' } }))

/** Every file of the product's own code. */
const sources = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('generated'))
  .map((path) => ({ path, text: readFileSync(join(packageRoot, 'src', path), 'utf8') }))

test('ASVS 13.3.1: a token is kept encrypted, its last four characters beside it', async () => {
  const { company, id } = await connected()
  const row = await rowOf(company, id)
  expect(row.token).toMatch(/^v1:/)
  expect(JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(
    token,
  )
  expect([row.tokenEnd, row.accountName]).toEqual(['Xy9f', 'A Reader'])
  const [entry] = (await auditOf(company)).filter(({ action }) => action === 'connection.added')
  expect(entry?.after).toEqual({ host: 'github', origin: 'https://git.example.com' })
})

test('no part of a token too short to be one is shown', async () => {
  const { company, id } = await connected({ token: 'short-token' })
  expect((await rowOf(company, id)).tokenEnd).toBeNull()
})

test('a token is decrypted at one place of the code', () => {
  const opening = sources.filter(({ text }) =>
    /\bdecrypt\([^)]*tokenPlace|decrypt\([^)]*'connections\.token'/.test(text),
  )
  expect(opening.map(({ path }) => path)).toEqual(['repositories/open-connection.ts'])
  expect(opening[0]!.text.match(/\bdecrypt\(/g)).toHaveLength(1)
  const naming = sources.filter(({ text }) => text.includes("'connections.token'"))
  expect(naming.map(({ path }) => path)).toEqual(['repositories/open-connection.ts'])
})

test('openConnection hands out the host as the token sees it', async () => {
  const { company, tiny, id } = await connected()
  const opened = await company.work((db) => openConnection(tinyServices(tiny), db, id))
  await opened!.host.checkToken()
  expect([opened!.kind, opened!.origin]).toEqual(['github', 'https://git.example.com'])
  expect(tiny.asked.at(-1)).toBe(token)
})

test('a token that was moved to another row does not open there', async () => {
  const { company, tiny, id } = await connected()
  const other = await makeConnection(company, tiny, { token: 'another-token-entirely' })
  const { token: moved } = await rowOf(company, id)
  await company.work((db) =>
    db.connection.updateMany({ where: { id: other }, data: { token: moved } }),
  )
  const opening = company.work((db) => openConnection(tinyServices(tiny), db, other))
  await expect(opening).rejects.toThrow()
})

test('without the right master key nothing opens', async () => {
  const { company, tiny, id } = await connected()
  const wrong = openSecretBox(Buffer.alloc(32, 3).toString('base64'))
  const opening = company.work((db) => openConnection(tinyServices(tiny, wrong), db, id))
  await expect(opening).rejects.toThrow('not among those configured')
})

test('another company’s connection is not there', async () => {
  const { id, tiny } = await connected()
  const stranger = await makeCompany()
  expect(await stranger.work((db) => openConnection(tinyServices(tiny), db, id))).toBeNull()
  expect(await stranger.work((db) => renameConnection(db, id, 'Mine', told(stranger)))).toBe(false)
  expect(await stranger.work((db) => removeConnection(db, id, told(stranger)))).toBe(false)
})

test('replacing a token forgets the old one, its fault and its allowance', async () => {
  const { company, tiny, id } = await connected()
  await company.work(async (db) => {
    const { companyId } = db
    await db.quota.create({ data: { companyId, connectionId: id, resource: 'core', remaining: 1 } })
    const fault = { faultCode: 'auth', faultTitle: 'Refused', faultAdvice: '', faultAt: new Date() }
    await db.connection.updateMany({ where: { id }, data: fault })
  })
  const before = await rowOf(company, id)
  const fresh = 'a-fresh-token-ends-in-Zz88'
  tiny.tokens.set(fresh, {})
  const key = {
    kind: 'github',
    origin: 'https://git.example.com',
    token: fresh,
    tokenUser: null,
  } as const
  const found = await tinyServices(tiny)
    .hosts.github.connect({ ...key, fetch, onQuota() {} })
    .checkToken()
  await company.work((db) => replaceToken(db, testSecrets, { id, key, found }, told(company)))
  const after = await rowOf(company, id)
  expect([after.tokenEnd, after.faultCode, after.token === before.token]).toEqual([
    'Zz88',
    null,
    false,
  ])
  expect(await company.work((db) => db.quota.count())).toBe(0)
  const [entry] = (await auditOf(company)).filter(({ action }) => action.endsWith('replaced'))
  expect([entry?.before, entry?.after]).toEqual([null, null])
})

test('a webhook has an address and a secret of its own; made anew, the old ones are worth nothing', async () => {
  const { company, id } = await connected()
  const make = () => company.work((db) => makeWebhook(db, testSecrets, id, told(company)))
  const [first, second] = [await make(), await make()]
  expect(first!.key).toMatch(/^[\w-]{43}$/)
  expect(new Set([first!.key, first!.secret, second!.key, second!.secret]).size).toBe(4)
  const kept = await company.work((db) => openWebhookSecret(db, testSecrets, id))
  expect(kept).toBe(second!.secret)
  const behind = await connectAs('super')
  const { rows } = await behind.query(
    'SELECT encode(digest, \'hex\') AS digest FROM directory.webhooks WHERE "connectionId" = $1',
    [String(id)],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0].digest).not.toContain(Buffer.from(second!.key, 'base64url').toString('hex'))
})

test('removing a connection destroys its secrets at once and keeps what was read', async () => {
  const { company, id } = await connected()
  await company.work((db) => makeWebhook(db, testSecrets, id, told(company)))
  const listed = remote()
  const chosen = await company.work(async (db) => {
    await storeRemoteRepositories(db, id, [listed], new Date())
    return chooseRepositories(db, id, [listed.hostId], { outboundAllow: [] })
  })
  const behind = await connectAs('super')
  const waiting = async () => {
    const where = [String(company.id)]
    const { rows } = await behind.query(
      `SELECT (SELECT count(*)::int FROM directory.collections_due WHERE "companyId" = $1) AS due,
         (SELECT count(*)::int FROM directory.webhooks WHERE "companyId" = $1) AS hooks`,
      where,
    )
    return rows[0]
  }
  expect(await waiting()).toEqual({ due: 1, hooks: 1 })

  expect(await company.work((db) => removeConnection(db, id, told(company)))).toBe(true)

  const row = await rowOf(company, id)
  expect(row).toMatchObject({ token: null, tokenEnd: null, webhookSecret: null, accountName: null })
  expect([row.report, row.removedAt === null]).toEqual([null, false])
  expect(await waiting()).toEqual({ due: 0, hooks: 0 })
  const kept = await company.work((db) => db.repository.findMany())
  expect(kept.map((one) => [one.id, one.connectionId])).toEqual([[chosen!.added[0], id]])
  expect(await company.work((db) => db.remoteRepository.count())).toBe(0)
  const [entry] = (await auditOf(company)).filter(({ action }) => action === 'connection.removed')
  expect(entry?.before).toEqual({ host: 'github', origin: 'https://git.example.com' })
  // Twice is once.
  expect(await company.work((db) => removeConnection(db, id, told(company)))).toBe(false)
})
