import type { RequestListener } from 'node:http'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type GuardedFetchRules, guardedFetch } from '../../src/code-hosts/guarded-fetch.js'
import { HostFault } from '../../src/code-hosts/host-fault.js'
import { localServer } from '../support/local-server.js'

const token = 'canary-token-5f1d'
const headers = { authorization: `Bearer ${token}` }

async function allowed(listener: RequestListener, rules: Partial<GuardedFetchRules> = {}) {
  const origin = await localServer(listener)
  return { origin, fetch: guardedFetch({ origins: [origin], outboundAllow: [origin], ...rules }) }
}

/** What is thrown, having made sure that nothing secret is in it. */
async function faultOf(asked: Promise<unknown>): Promise<HostFault> {
  const fault = await asked.then(
    () => null,
    (error: unknown) => error,
  )
  expect(fault).toBeInstanceOf(HostFault)
  expect(inspect(fault, { depth: 10, showHidden: true })).not.toContain('canary')
  expect((fault as HostFault).cause).toBeUndefined()
  return fault as HostFault
}

describe('an allowed origin', () => {
  test('is asked as given and answers as it answered', async () => {
    const { origin, fetch } = await allowed((request, response) => {
      const { method, url } = request
      response.writeHead(201, { 'x-mark': 'seen', 'content-type': 'application/json' })
      request.on('data', (body) =>
        response.end(JSON.stringify({ method, url, body: String(body), sent: request.headers })),
      )
    })
    const response = await fetch(`${origin}/a?b=1`, { method: 'POST', body: 'hello', headers })
    expect([response.status, response.headers.get('x-mark')]).toEqual([201, 'seen'])
    const sent = { authorization: `Bearer ${token}`, 'user-agent': 'Codevisto' }
    expect(await response.json()).toMatchObject({
      method: 'POST',
      url: '/a?b=1',
      body: 'hello',
      sent,
    })
  })

  test('may answer compressed, or with no body at all', async () => {
    const { origin, fetch } = await allowed(({ url }, response) => {
      if (url === '/none') return response.writeHead(304, { etag: '"1"' }).end()
      response.writeHead(200, { 'content-encoding': 'gzip' })
      return response.end(gzipSync('small'))
    })
    expect(await (await fetch(`${origin}/zip`)).text()).toBe('small')
    const none = await fetch(`${origin}/none`)
    expect([none.status, none.headers.get('etag'), await none.text()]).toEqual([304, '"1"', ''])
  })

  test('is followed within itself, three times at most', async () => {
    const asked: string[] = []
    const { origin, fetch } = await allowed(({ url, headers: sent }, response) => {
      asked.push(`${url} ${sent.authorization}`)
      const hops = Number(url!.slice(1))
      if (hops === 0) return response.end('here')
      return response.writeHead(301, { location: `/${hops - 1}` }).end()
    })
    expect(await (await fetch(`${origin}/3`, { headers })).text()).toBe('here')
    expect(asked).toEqual([3, 2, 1, 0].map((hops) => `/${hops} Bearer ${token}`))
    expect(await faultOf(fetch(`${origin}/4`, { headers }))).toMatchObject({ kind: 'contract' })
    const post = fetch(`${origin}/1`, { headers, method: 'POST', body: '{}' })
    expect(await faultOf(post)).toMatchObject({ kind: 'contract' })
  })
})

describe('a stranger', () => {
  test('is never asked: not directly, not by a redirect', async () => {
    const asked: string[] = []
    const stranger = await localServer(({ url }, response) => {
      asked.push(url!)
      response.end()
    })
    const { origin, fetch } = await allowed((_, response) => {
      response.writeHead(302, { location: `${stranger}/?t=canary` }).end()
    })
    for (const address of [`${stranger}/?q=canary`, `${origin}/x?q=canary`]) {
      const fault = await faultOf(fetch(address, { headers }))
      expect(fault).toMatchObject({ kind: 'blocked-origin' })
    }
    const rebound = await localServer((_, response) => response.end())
    const named = rebound.replace('127.0.0.1', 'localhost')
    expect(await faultOf(fetch(named, { headers }))).toMatchObject({ kind: 'blocked-origin' })
    expect(asked).toEqual([])
  })

  test.each(['canary:canary@', 'canary@'])('is not smuggled in as %s', async (userinfo) => {
    const { origin, fetch } = await allowed((_, response) => response.end())
    const address = origin.replace('//', `//${userinfo}`)
    expect(await faultOf(fetch(address))).toMatchObject({ kind: 'blocked-origin' })
  })
})

describe('an address inside', () => {
  test.each([
    'https://127.0.0.1:8443',
    'https://[::1]:8443',
    'https://[::ffff:10.0.0.1]',
    'https://169.254.169.254',
    'https://0x7f000001',
    'https://localhost:8443',
  ])('is not asked at %s', async (address) => {
    const { origin } = new URL(address)
    const fetch = guardedFetch({ origins: [origin], outboundAllow: [] })
    expect(await faultOf(fetch(address, { headers }))).toMatchObject({ kind: 'blocked-origin' })
  })

  test('is not asked under a public name either, looked up at the moment of connecting', async () => {
    const origin = 'https://git.example.com'
    const answers = [{ kind: 'inside' }, { kind: 'unknown' }] as const
    let turn = 0
    const resolve = async () => answers[turn++]!
    const fetch = guardedFetch({ origins: [origin], outboundAllow: [], resolve })
    expect(await faultOf(fetch(origin, { headers }))).toMatchObject({ kind: 'blocked-origin' })
    expect(await faultOf(fetch(origin, { headers }))).toMatchObject({ kind: 'network' })
    expect(turn).toBe(2)
  })

  test('is connected to where it was looked up, and nowhere else', async () => {
    // A plain server where TLS is spoken: the fault tells that it was this one that was reached.
    const { port } = new URL(await localServer((_, response) => response.end()))
    const origin = `https://git.example.com:${port}`
    const resolve = async () => ({ kind: 'public', address: '127.0.0.1' }) as const
    const fetch = guardedFetch({ origins: [origin], outboundAllow: [], resolve })
    const fault = await faultOf(fetch(origin))
    expect(fault.message).toMatch(
      /^git\.example\.com could not be reached, or broke off \(ERR_SSL_\w+\)\.$/,
    )
  })

  test('is asked over https only, unless the configuration names it', async () => {
    const fetch = guardedFetch({ origins: ['http://github.com'], outboundAllow: [] })
    expect(await faultOf(fetch('http://github.com'))).toMatchObject({ kind: 'blocked-origin' })
  })
})

describe('a host that', () => {
  test.each([
    ['never answers', () => {}],
    ['never ends', (_: unknown, response: Parameters<RequestListener>[1]) => response.write('{')],
  ])('%s is given up', async (_, listener) => {
    const { origin, fetch } = await allowed(listener, { timeLimitMs: 100 })
    const fault = await faultOf(fetch(`${origin}/?t=canary`, { headers }))
    expect(fault).toMatchObject({ kind: 'network', message: '127.0.0.1 did not answer in time.' })
  })

  test('breaks off in the middle is a broken connection', async () => {
    const { origin, fetch } = await allowed((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await faultOf(fetch(origin, { headers }))).toMatchObject({ kind: 'network' })
  })

  test('answers without measure is cut off, also when it does so in a few compressed bytes', async () => {
    const { origin, fetch } = await allowed(
      (_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        response.end(gzipSync(Buffer.alloc(3 * 1024 * 1024)))
      },
      { sizeLimitBytes: 1024 * 1024 },
    )
    expect(await faultOf(fetch(origin, { headers }))).toMatchObject({ kind: 'too-large' })
  })
})

test('whoever stops asking gets their own reason back', async () => {
  const { origin, fetch } = await allowed(() => {})
  const stop = new AbortController()
  const asked = fetch(origin, { signal: stop.signal })
  const reason = new Error('The worker is going down.')
  stop.abort(reason)
  await expect(asked).rejects.toBe(reason)
})
