import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, dirname } from 'node:path'
import { GitBackend } from '../git-backend.js'
import type { World } from './exchange.js'
import { repositoryNamed } from './lookup.js'
import type { LoggedRequest } from './request-log.js'
import { send } from './send.js'
import { type FakeToken, isAlive, isGitForm } from './tokens.js'

/** Git over smart HTTP beside the API, with the same tokens: no repository is there for nobody. */
export async function answerGit(
  world: World,
  token: FakeToken | null,
  { path, credentials }: LoggedRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, name, rest] = /^\/([^/]+\/[^/]+?)(?:\.git)?(\/.*)$/.exec(path) ?? []
  const isLetIn = token && isAlive(token, new Date()) && isGitForm(token, credentials!)
  if (!isLetIn) {
    const headers = { 'www-authenticate': 'Basic realm="Git"' }
    return send(response, { status: 401, headers, body: 'Authentication required.\n' }, null)
  }
  const known = name ? repositoryNamed(world.seed, name) : null
  if (!known?.found.gitPath) return send(response, { status: 404, body: 'Not found.\n' }, null)
  const { gitPath, owner, name: today } = known.found
  const query = new URL(request.url ?? '/', world.origin).search
  if (known.isFormer) {
    const headers = { location: `${world.origin}/${owner.name}/${today}.git${rest}${query}` }
    return send(response, { status: 301, headers, body: '' }, null)
  }
  request.url = `/${basename(gitPath)}${rest}${query}`
  new GitBackend(dirname(gitPath)).answer(request, response)
}
