import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { hosts } from '../../src/code-hosts/hosts.js'

const secret = 'a secret of this test'
const hex = (body: string) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

const github = JSON.stringify({ action: 'opened', repository: { id: 142234748 } })
const gitlab = JSON.stringify({ object_kind: 'merge_request', project: { id: 278964 } })
const bitbucket = JSON.stringify({ repository: { uuid: '{e762bff4-f795-49c6-b9f9-6ea334b6d964}' } })

/** What each host sends, signed as it signs. */
const genuine: Record<HostKind, (body: string) => Record<string, string>> = {
  github: (body) => ({
    ...{ 'x-github-event': 'pull_request', 'x-github-delivery': 'd-1' },
    'x-hub-signature-256': hex(body),
  }),
  gitlab: () => ({ 'x-gitlab-token': secret, 'x-gitlab-event-uuid': 'd-2' }),
  bitbucket: (body) => ({
    ...{ 'x-event-key': 'pullrequest:approved', 'x-request-uuid': 'd-3' },
    'x-hub-signature': hex(body),
  }),
}

const read = (
  kind: HostKind,
  headers: Record<string, string | string[]>,
  body: string,
  key = secret,
) => hosts[kind].readWebhook(headers, Buffer.from(body), key)

test.each([
  ['github', github, ['pull_request', 'd-1', '142234748']],
  ['gitlab', gitlab, ['merge_request', 'd-2', '278964']],
  [
    'bitbucket',
    bitbucket,
    ['pullrequest:approved', 'd-3', '{e762bff4-f795-49c6-b9f9-6ea334b6d964}'],
  ],
] as const)('what %s signs is a hint', (kind, body, [event, deliveryId, repositoryHostId]) => {
  const hint = { kind: 'hint', event, deliveryId, repositoryHostId }
  expect(read(kind, genuine[kind](body), body)).toEqual(hint)
})

describe.each([
  ['github', github, 'x-hub-signature-256'],
  ['gitlab', gitlab, 'x-gitlab-token'],
  ['bitbucket', bitbucket, 'x-hub-signature'],
] as const)('%s', (kind, body, header) => {
  const forged = { kind: 'forged' }

  test('is not believed without a signature, or with a wrong, cut or doubled one', () => {
    const headers = genuine[kind](body)
    const given = headers[header]!
    const { [header]: _, ...bare } = headers
    expect(read(kind, bare, body)).toEqual(forged)
    for (const wrong of ['', 'x', given.slice(0, -1), `${given}0`, given.toUpperCase()]) {
      expect(read(kind, { ...headers, [header]: wrong }, body)).toEqual(forged)
    }
    expect(read(kind, { ...headers, [header]: [given, given] }, body)).toEqual(forged)
    expect(read(kind, headers, body, 'another secret')).toEqual(forged)
    expect(read(kind, { ...headers, [header]: '' }, body, '')).toEqual(forged)
  })

  test('says nothing that is read with what is no event of ours, or no JSON', () => {
    for (const other of ['{}', 'payload=%7B%7D', '', '[1]', '{"repository":{}}']) {
      expect(read(kind, genuine[kind](other), other).kind).toBe('other')
    }
  })
})

test.each(['github', 'bitbucket'] as const)('%s signs every byte', (kind) => {
  const body = kind === 'github' ? github : bitbucket
  expect(read(kind, genuine[kind](body), `${body} `)).toEqual({ kind: 'forged' })
})

describe('GitLab’s newer signature', () => {
  const sign = (time: number, key: Buffer | string = secret) => {
    const sum = createHmac('sha256', key).update(`m-1.${time}.${gitlab}`).digest('base64')
    return {
      ...{ 'webhook-id': 'm-1', 'webhook-timestamp': String(time) },
      'webhook-signature': `v1,AAAA v1,${sum}`,
    }
  }
  const now = Math.floor(Date.now() / 1_000)

  test('is a hint, with a plain key and with an encoded one', () => {
    expect(read('gitlab', sign(now), gitlab)).toMatchObject({ kind: 'hint', deliveryId: 'm-1' })
    const key = Buffer.from('thirty-two bytes of a secret key')
    const told = `whsec_${key.toString('base64')}`
    expect(read('gitlab', sign(now, key), gitlab, told).kind).toBe('hint')
  })

  test('counts alone: an old one is not saved by the secret beside it', () => {
    const old = { ...sign(now - 3_600), 'x-gitlab-token': secret }
    expect(read('gitlab', old, gitlab)).toEqual({ kind: 'forged' })
    const nameless = { ...sign(now), 'webhook-timestamp': '', 'x-gitlab-token': secret }
    expect(read('gitlab', nameless, gitlab)).toEqual({ kind: 'forged' })
  })
})
