import { describe, expect, test } from 'vitest'
import { hosts } from '../../src/code-hosts/hosts.js'
import { hostIdOf } from '../support/code-host/connection.js'
import { delivery } from '../support/code-host/deliveries.js'
import { seedOfShapes } from '../support/code-host/seed-of-shapes.js'

const [repository] = seedOfShapes().repositories
const secret = 'a secret of the webhook'

describe.each(['github', 'gitlab', 'bitbucket'] as const)('a webhook of %s', (kind) => {
  const told = { origin: 'https://git.example.com', repository: repository!, secret }
  const { headers, body } = delivery(kind, { ...told, pull: repository!.pullRequests[0]! })
  const readIt = (changed: Record<string, string>, text = body, key = secret) =>
    hosts[kind].readWebhook({ ...headers, ...changed }, Buffer.from(text), key)

  test('is a hint at its repository', () => {
    const hint = readIt({})
    expect(hint).toMatchObject({ kind: 'hint', repositoryHostId: hostIdOf(kind, repository!) })
    expect(hint.kind === 'hint' && hint.deliveryId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('is forged with another secret, another signature, or none', () => {
    const name = Object.keys(headers).find((one) => /signature|gitlab-token/.test(one))!
    expect(readIt({}, body, 'another')).toEqual({ kind: 'forged' })
    expect(readIt({}, body, '')).toEqual({ kind: 'forged' })
    expect(readIt({ [name]: 'sha256=00' })).toEqual({ kind: 'forged' })
    const { [name]: _, ...unsigned } = headers
    expect(hosts[kind].readWebhook(unsigned, Buffer.from(body), secret)).toEqual({ kind: 'forged' })
  })

  test('is forged where the body was changed after it was signed', () => {
    // GitLab's plain secret signs nothing: there is nothing to see then.
    const changed = readIt({}, body.replace('webshop', 'webshop2'))
    expect(changed.kind).toBe(kind === 'gitlab' ? 'hint' : 'forged')
  })
})
