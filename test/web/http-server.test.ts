import { once } from 'node:events'
import { Agent, get as ask, type IncomingMessage, type RequestListener } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { drainHttpServer, openHttpServer } from '../../src/web/http-server.js'
import { makeApp } from '../support/app.js'
import { withResolvers } from '../support/with-resolvers.js'

async function serve(app: RequestListener) {
  const server = openHttpServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { server, port, origin: `http://127.0.0.1:${port}` }
}

/** Sends bytes as they are. @returns all that comes back until the other side hangs up */
async function raw(port: number, bytes: string | Buffer): Promise<string> {
  const socket = open(port)
  socket.write(bytes)
  return text(socket)
}

function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  return socket
}

const get = (url: string, agent: Agent) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    ask(url, { agent }, resolve).on('error', reject)
  })

describe('leaving', () => {
  test('takes nobody new, lets a request under way end, and then hangs up', async () => {
    const begun = withResolvers<void>()
    const go = withResolvers<void>()
    const { server, port, origin } = await serve(async (_request, response) => {
      begun.resolve()
      await go.promise
      response.end('whole')
    })
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    const answer = get(origin, agent)
    await begun.promise
    const drained = drainHttpServer(server, { graceMs: 50, wholeMs: 20_000 })
    await new Promise((resolve) => setTimeout(resolve, 200))
    await expect(get(origin, new Agent())).rejects.toThrow('ECONNREFUSED')
    go.resolve()
    expect(await text(await answer)).toBe('whole')
    await drained
    expect(server.listening).toBe(false)
    expect(port).toBeGreaterThan(0)
  })

  test('lets those in who came before anybody could send them elsewhere', async () => {
    const { server, origin } = await serve((_request, response) => response.end('still here'))
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    const drained = drainHttpServer(server, { graceMs: 2_000, wholeMs: 20_000 })
    const answer = await get(origin, agent)
    expect([await text(answer), answer.headers.connection]).toEqual(['still here', 'close'])
    await drained
  })

  test('waits for nobody for ever', async () => {
    const begun = withResolvers<void>()
    const { server, port } = await serve(() => begun.resolve())
    const socket = open(port)
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    await begun.promise
    const closed = once(socket, 'close')
    await drainHttpServer(server, { graceMs: 10, wholeMs: 50 })
    await closed
  })
})

describe('what nobody sends by accident', () => {
  const post = (type: string, body: string | Buffer, more = '') =>
    `POST /sign-in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`
  const form = 'application/x-www-form-urlencoded'
  const manyFields = Array.from({ length: 20_000 }, (_, at) => `f${at}=`).join('&')
  const lines = (...parts: string[]) => `${parts.join('\r\n')}\r\n\r\n`
  const head = 'GET /healthz HTTP/1.1'

  test.each([
    ['20 KB of headers', lines(head, 'Host: x', `X-Long: ${'a'.repeat(20_000)}`), 431],
    ['an address of 20 KB', lines(`GET /?${'a=1&'.repeat(5_000)} HTTP/1.1`, 'Host: x'), 431],
    ['100,000 fields', post(form, 'a=1&'.repeat(100_000)), 413],
    ['20,000 fields within the size', post(form, manyFields.slice(0, 90_000)), 413],
    ['a body of 5 MB', post(form, `a=${'x'.repeat(5_000_000)}`), 413],
    ['JSON', post('application/json', '{"a":1}'), 415],
    ['JSON nested 20,000 deep', post('text/plain', '['.repeat(20_000)), 415],
    ['a body that is not packed as it says', post(form, 'abc', 'Content-Encoding: gzip\r\n'), 400],
    ['two lengths', lines(head, 'Host: x', 'Content-Length: 1', 'Content-Length: 2'), 400],
    [
      'a length and pieces',
      lines('POST / HTTP/1.1', 'Host: x', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
      400,
    ],
    [
      'a piece without a size',
      lines('POST / HTTP/1.1', 'Host: x', 'Transfer-Encoding: chunked', '', 'zz'),
      400,
    ],
    ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['no host', lines(head, 'Connection: close'), 400],
  ])('%s is refused with a word, while others are served', async (_, bytes, status) => {
    const { port, origin } = await serve(makeApp().app)
    const [said, other] = await Promise.all([raw(port, bytes), fetch(`${origin}/healthz`)])
    expect(said.split('\r\n')[0]).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(said).not.toMatch(/node_modules|\bat \S+ \(/)
    expect(other.status).toBe(200)
  })

  test('many who send their headers a byte at a time keep nobody waiting, and are hung up on', async () => {
    const { port, origin } = await serve(makeApp().app)
    const slow = Array.from({ length: 300 }, () => open(port))
    const answers = slow.map((socket) => text(socket))
    for (const socket of slow) socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const drip = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('a')
    }, 500)
    onTestFinished(() => clearInterval(drip))
    for (let times = 0; times < 20; times++) {
      expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    }
    for (const said of await Promise.all(answers)) expect(said).toMatch(/^HTTP\/1\.1 408 /)
  })
})
