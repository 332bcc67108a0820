import { expect, test } from 'vitest'
import { openSecretBox } from '../../src/platform/secrets.js'
import { makeWebhook, openWebhookSecret } from '../../src/repositories/connection-webhook.js'
import { openConnection } from '../../src/repositories/open-connection.js'
import { removeConnection } from '../../src/repositories/remove-connection.js'
import { renewConnectionSecrets } from '../../src/repositories/renew-connection-secrets.js'
import { makeCompany } from '../support/company.js'
import { makeConnection, told } from '../support/connections.js'
import { makeTinyHost, testSecrets, tinyServices } from '../support/tiny-host.js'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')

test('ASVS 11.2.2, 13.3.4: tokens and webhook secrets go under a new master key, and work on', async () => {
  const [company, tiny] = [await makeCompany(), makeTinyHost()]
  const id = await makeConnection(company, tiny)
  const gone = await makeConnection(company, tiny, { name: 'Gone' })
  const hook = await company.work((db) => makeWebhook(db, testSecrets, id, told(company)))
  await company.work((db) => removeConnection(db, gone, told(company)))

  // The key of the test's secrets is the old one.
  const both = openSecretBox(key(2), [key(9)])
  expect(await company.work((db) => renewConnectionSecrets(db, both))).toBe(2)
  expect(await company.work((db) => renewConnectionSecrets(db, both))).toBe(0)

  const alone = openSecretBox(key(2))
  const opened = await company.work((db) => openConnection(tinyServices(tiny, alone), db, id))
  expect((await opened!.host.checkToken()).owners).toEqual(['acme'])
  expect(await company.work((db) => openWebhookSecret(db, alone, id))).toBe(hook!.secret)
})

test('a token that is replaced meanwhile stays the new one', async () => {
  const [company, tiny] = [await makeCompany(), makeTinyHost()]
  const id = await makeConnection(company, tiny)
  const [before] = await company.work((db) => db.connection.findMany())
  const both = openSecretBox(key(2), [key(9)])
  await company.work(async (db) => {
    const next = both.encrypt('another-token', {
      companyId: company.id,
      column: 'connections.token',
      id,
    })
    const slow = {
      ...db,
      connection: { ...db.connection, findMany: async () => [before] },
    } as unknown as typeof db
    await db.connection.updateMany({ where: { id }, data: { token: next } })
    expect(await renewConnectionSecrets(slow, both)).toBe(0)
    expect((await db.connection.findFirstOrThrow({ where: { id } })).token).toBe(next)
  })
})
