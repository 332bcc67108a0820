import { describe, expect, test } from 'vitest'
import { HostFault } from '../../src/code-hosts/host-fault.js'
import type { HostKind } from '../../src/code-hosts/host-type.js'
import { hosts } from '../../src/code-hosts/hosts.js'

const connect = (kind: HostKind, origin: string, tokenUser: string | null = null) =>
  hosts[kind].connect({
    ...{ origin, token: 'canary', tokenUser, onQuota: () => {} },
    fetch: () => Promise.reject(new Error('Nobody is asked.')),
  })

const basic = (user: string) =>
  `Authorization: Basic ${Buffer.from(`${user}:canary`).toString('base64')}`

test('every kind says itself who it is', () => {
  for (const [kind, type] of Object.entries(hosts)) {
    expect(type.kind).toBe(kind)
    expect(type.origins(type.publicOrigin)).toContain(type.publicOrigin)
    expect(type.permissions.length).toBeGreaterThan(0)
    expect(connect(type.kind, type.publicOrigin).kind).toBe(kind)
  }
})

test.each<[HostKind, string, string[]]>([
  ['github', 'https://github.com', ['https://api.github.com', 'https://github.com']],
  ['github', 'https://acme.ghe.com', ['https://api.acme.ghe.com', 'https://acme.ghe.com']],
  ['github', 'https://git.example.com', ['https://git.example.com']],
  ['gitlab', 'https://gitlab.com', ['https://gitlab.com']],
  ['bitbucket', 'https://bitbucket.org', ['https://api.bitbucket.org', 'https://bitbucket.org']],
])('%s at %s asks %j and nobody else', (kind, origin, origins) => {
  expect(hosts[kind].origins(origin)).toEqual(origins)
})

test('pages for tokens have filled in what can be filled in', () => {
  const github = new URL(hosts.github.tokenPage('https://git.example.com'))
  expect(github.origin + github.pathname).toBe(
    'https://git.example.com/settings/personal-access-tokens/new',
  )
  expect(Object.fromEntries(github.searchParams)).toMatchObject({
    ...{ name: 'Codevisto', contents: 'read', pull_requests: 'read', members: 'read' },
  })
  const gitlab = new URL(hosts.gitlab.tokenPage('https://gitlab.com'))
  expect(gitlab.pathname).toBe('/-/user_settings/personal_access_tokens')
  expect(gitlab.searchParams.get('scopes')).toBe('read_api,read_repository')
  expect(hosts.bitbucket.tokenPage('https://bitbucket.org')).toMatch(
    /^https:\/\/id\.atlassian\.com\//,
  )
})

describe('git', () => {
  test.each<[HostKind, string, string | null, string]>([
    ['github', 'https://github.com', null, 'x-access-token'],
    ['gitlab', 'https://gitlab.com', null, 'oauth2'],
    ['bitbucket', 'https://bitbucket.org', 'ada@example.com', 'x-bitbucket-api-token-auth'],
    ['bitbucket', 'https://bitbucket.org', null, 'x-token-auth'],
    ['bitbucket', 'https://bitbucket.org', 'acme', 'x-token-auth'],
  ])('is let into %s at %s by a header for it alone', (kind, origin, tokenUser, user) => {
    const access = connect(kind, origin, tokenUser).gitAccess(`${origin}/acme/shop.git`)
    expect(access).toEqual({
      ...{ url: `${origin}/acme/shop.git`, origin: `http.${origin}/.extraHeader` },
      header: basic(user),
    })
  })

  test('never has a name in its address', () => {
    const { url } = connect('bitbucket', 'https://bitbucket.org').gitAccess(
      'https://somebody@bitbucket.org/acme/shop.git',
    )
    expect(url).toBe('https://bitbucket.org/acme/shop.git')
  })

  test.each(['https://evil.example.com/acme/shop.git', 'http://github.com/a/b.git', '/etc', ''])(
    'is not let into %j',
    (address) => {
      const ask = () => connect('github', 'https://github.com').gitAccess(address)
      expect(ask).toThrow(HostFault)
      expect(ask).toThrow('This clone address is not one of the code host.')
    },
  )
})
