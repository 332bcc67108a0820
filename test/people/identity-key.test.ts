import { describe, expect, test } from 'vitest'
import { identityKey, shownAddress } from '../../src/people/identity-key.js'

describe('what an address says about whom it belongs to', () => {
  test.each([
    ['Ann.Miller@Acme.Example.COM', 'ann.miller@acme.example.com'],
    [' ann@acme.io ', 'ann@acme.io'],
    ['ann+work@acme.io', 'ann+work@acme.io'],
    ['ann@example.com', 'ann@example.com'],
    ["o'neil_%&@mail.acme.co.uk", "o'neil_%&@mail.acme.co.uk"],
    ['jürgen@acme.io', 'jürgen@acme.io'],
  ])('%j: the address itself', (email, key) => {
    expect(identityKey(email)).toEqual({ by: 'email', keys: [key] })
  })

  test.each([
    ['Ann@users.noreply.github.com', 'account ann@github.com'],
    ['123+Ann@users.noreply.github.com', '#123@github.com', 'account ann@github.com'],
    ['1-ann@users.noreply.github.com', 'account 1-ann@github.com'],
    ['7-ann@users.noreply.gitlab.com', '#7@gitlab.com', 'account ann@gitlab.com'],
    ['7-ann-b@users.noreply.gitlab.acme.io', '#7@gitlab.acme.io', 'account ann-b@gitlab.acme.io'],
    ['ann@users.noreply.git.acme.io', 'account ann@git.acme.io'],
    ['ann@noreply.codeberg.org', 'account ann@codeberg.org'],
    [
      '9+dependabot[bot]@users.noreply.github.com',
      '#9@github.com',
      'account dependabot[bot]@github.com',
    ],
  ])('%j: the account %s', (email, ...keys) => {
    expect(identityKey(email)).toEqual({ by: 'no-reply', keys })
  })

  test.each([
    '',
    ' ',
    '@',
    'none',
    'unknown',
    'ann',
    'ann@',
    '@acme.io',
    'ann@acme',
    'root@localhost',
    'root@acme.io',
    'admin@acme.io',
    'you@example.com',
    'you+spam@example.com',
    'your.name@acme.io',
    'noreply@github.com',
    'noreply@acme.io',
    'ann@macbook.local',
    'ann@ip-10-0-0-1.ec2.internal',
    'ann@10.0.0.1',
    'ann@laptop.(none)',
    'ann@b@acme.io',
    'ann miller@acme.io',
    'ann@acme..io',
    'ann@-acme.io',
    '<ann@acme.io>',
    'ann@6f0a2c1e-0000-4000-8000-000000000000',
    `${'a'.repeat(65)}@acme.io`,
    `ann@${'a.'.repeat(150)}io`,
    '@users.noreply.github.com',
  ])('%j: nothing', (email) => {
    expect(identityKey(email)).toBeNull()
  })

  test('and it is shown without a host’s number', () => {
    expect(shownAddress('123+Ann@users.noreply.github.com')).toBe('ann@users.noreply.github.com')
    expect(shownAddress('Ann@Acme.io')).toBe('ann@acme.io')
    expect(shownAddress('root@localhost')).toBe('root@localhost')
    expect(shownAddress('')).toBe('')
  })
})
