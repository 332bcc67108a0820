import type { FakeCodeHost } from './fake-code-host.js'
import type { FakeToken } from './tokens.js'

const prefixes = { github: '/api/v3', gitlab: '/api/v4', bitbucket: '/2.0' }

/** Shows a token as its host wants it. */
export function authorization({ secret, email }: FakeToken): string {
  if (email === null) return `Bearer ${secret}`
  return `Basic ${Buffer.from(`${email}:${secret}`).toString('base64')}`
}

/** Asks the fake without an adapter: a path beneath the dialect's prefix, or a whole address. */
export function askFake(
  host: FakeCodeHost,
  token: FakeToken,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const url = path.startsWith('/') ? host.origin + prefixes[token.kind] + path : path
  const headers = { authorization: authorization(token), ...init.headers }
  return fetch(url, { redirect: 'manual', ...init, headers })
}

interface GraphqlAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: it has the shape of whatever was asked.
  data?: any
  errors?: { type?: string; message: string }[]
}

/** A GraphQL query; what it answers. */
export async function askGraphql(
  host: FakeCodeHost,
  token: FakeToken,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphqlAnswer> {
  const body = JSON.stringify({ query, variables })
  const response = await askFake(host, token, `${host.origin}/api/graphql`, {
    method: 'POST',
    body,
  })
  return (await response.json()) as GraphqlAnswer
}
