import type { HostKind } from '../../../src/code-hosts/host-type.js'
import type { Answer } from './exchange.js'
import type { Fault } from './fault.js'

const page = (title: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
const html = { 'content-type': 'text/html; charset=utf-8' }

/** An error in the words of each host. */
export function errorBody(kind: HostKind, status: number, message: string): unknown {
  if (kind === 'github') {
    return { message, documentation_url: 'https://docs.github.com/rest', status: String(status) }
  }
  if (kind === 'gitlab') return { message: `${status} ${message}` }
  return { type: 'error', error: { message } }
}

/** The answer a fault puts in the place of the right one; null where the right one is damaged. */
export function faultAnswer(kind: HostKind, fault: Fault): Answer | null {
  const seconds = fault.seconds ?? 60
  const wait = { 'retry-after': String(seconds) }
  const said = (status: number, message: string, headers: Record<string, string> = {}) => ({
    ...{ status, headers, body: errorBody(kind, status, message) },
  })
  switch (fault.kind) {
    case 'unauthorised':
      return said(401, kind === 'github' ? 'Bad credentials' : 'Unauthorized')
    case 'forbidden':
      return said(403, kind === 'github' ? 'Must have admin rights to Repository.' : 'Forbidden')
    case 'sso': {
      const url =
        'https://github.com/orgs/acme/sso?authorization_request=AZSCKtL4U8yX1H3sCQIVnVgmjmon5fWxks5YrqhJgah0b2tlbl9pZM4EuMz4'
      const header = { 'x-github-sso': `required; url=${url}` }
      return said(403, 'Resource protected by organization SAML enforcement.', header)
    }
    case 'rate-limit':
      return limited(kind, seconds)
    case 'secondary-limit':
      return said(403, secondary, { ...wait, 'x-ratelimit-remaining': '4990' })
    case 'secondary-limit-unsaid':
      return said(403, secondary)
    case 'too-many':
      if (kind === 'gitlab') return { status: 429, headers: { ...wait, ...text }, body: retry }
      return said(429, kind === 'github' ? secondary : used, wait)
    case 'error-500':
      return said(500, 'Internal Server Error')
    case 'html-502':
      return { status: 502, headers: html, body: page('502 Bad Gateway') }
    case 'html-200':
      return { status: 200, headers: html, body: page('Sign in') }
    case 'wrong-shape':
      return { status: 200, body: { surprise: [{ id: 'seven' }] } }
    case 'graphql-error':
      return { status: 200, body: { data: null, errors: [{ message: wentWrong }] } }
    case 'redirect-away':
      return { status: 301, headers: { location: fault.to ?? 'http://127.0.0.2:9/' }, body: {} }
    default:
      return null
  }
}

const text = { 'content-type': 'text/plain' }
const retry = 'Retry later\n'
const used = 'Rate limit for this resource has been exceeded'
const secondary =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
const wentWrong =
  'Something went wrong while executing your query. This may be the result of a timeout.'

/** How a host says that the allowance is used up for so many seconds. */
export function limited(kind: HostKind, seconds: number): Answer {
  const reset = String(Math.floor(Date.now() / 1000) + seconds)
  if (kind === 'github') {
    const message = 'API rate limit exceeded for user ID 1.'
    const used = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    return { status: 403, headers: used, body: errorBody(kind, 403, message) }
  }
  if (kind === 'gitlab') {
    const left = { 'ratelimit-remaining': '0', 'ratelimit-reset': reset }
    const headers = { ...text, ...left, 'retry-after': String(seconds) }
    return { status: 429, headers, body: retry }
  }
  return { status: 429, headers: {}, body: errorBody(kind, 429, used) }
}
