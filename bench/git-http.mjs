import { execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { join } from 'node:path'

/** Serves a folder of bare repositories over smart HTTP on loopback, through git's own http-backend. */
export async function serveGit(folder) {
  const backend = join(
    execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
    'git-http-backend',
  )
  const count = { bytes: 0 }
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost')
    const child = spawn(backend, [], {
      env: {
        ...{ PATH: process.env.PATH, GIT_PROJECT_ROOT: folder, GIT_HTTP_EXPORT_ALL: '1' },
        ...{ GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' },
        ...{ GIT_CONFIG_KEY_1: 'uploadpack.allowFilter', GIT_CONFIG_VALUE_1: 'true' },
        ...{ PATH_INFO: url.pathname, QUERY_STRING: url.search.slice(1), REMOTE_ADDR: '127.0.0.1' },
        ...{ REQUEST_METHOD: request.method, CONTENT_TYPE: request.headers['content-type'] ?? '' },
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
        GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
      },
    })
    request.pipe(child.stdin)
    child.stdin.on('error', () => {})
    response.on('close', () => child.kill())
    let head = Buffer.alloc(0)
    child.stdout.on('data', (chunk) => {
      count.bytes += chunk.length
      if (head === null) {
        if (!response.write(chunk)) {
          child.stdout.pause()
          response.once('drain', () => child.stdout.resume())
        }
        return
      }
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end === -1) return
      for (const line of head.toString('latin1', 0, end).split('\r\n')) {
        const [name, value] = line.split(/: (.*)/s)
        if (name === 'Status') response.statusCode = Number.parseInt(value, 10)
        else response.setHeader(name, value)
      }
      response.write(head.subarray(end + 4))
      head = null
    })
    child.stdout.on('end', () => response.end())
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Bytes sent since it was last asked. */
    takeBytes: () => {
      const { bytes } = count
      count.bytes = 0
      return bytes
    },
    stop: () => server.close(),
  }
}
