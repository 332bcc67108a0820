import { expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { renewSecrets } from '../../src/people/renew-secrets.js'
import { enableSecondFactor, newSecret, proveSecondFactor } from '../../src/people/second-factor.js'
import { openSecretBox } from '../../src/platform/secrets.js'
import { codeFor } from '../support/accounts.js'
import { makeCompany } from '../support/company.js'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')

test('ASVS 11.2.2, 13.3.4: a new master key takes over, and the old one can go', async () => {
  const company = await makeCompany()
  const { id: userId } = company.owner
  const secret = newSecret()
  const first = { userId, secret, code: codeFor(secret, -1), from: nowhere }
  await company.work((db) => enableSecondFactor(db, openSecretBox(key(1)), first))

  const both = openSecretBox(key(2), [key(1)])
  expect(await company.work((db) => renewSecrets(db, both))).toBe(1)
  expect(await company.work((db) => renewSecrets(db, both))).toBe(0)

  const proof = { userId, code: codeFor(secret), from: nowhere }
  const alone = openSecretBox(key(2))
  expect(await company.work((db) => proveSecondFactor(db, alone, proof))).toBe(true)
})
