import { describe, expect, test } from 'vitest'
import { newToken } from '../../src/people/links.js'
import { withoutSecrets } from '../../src/platform/secret-text.js'

const canary = 'c4n4ry-s3cret'

describe('a secret', () => {
  test.each([
    [`https://user:${canary}@host/x`, 'https://[secret]@host/x'],
    [`https://x-access-token:${canary}@host/x`, 'https://[secret]@host/x'],
    [`postgres://app:${canary}@10.0.0.1:5432/db`, 'postgres://[secret]@10.0.0.1:5432/db'],
    [`rediss://:${canary}@host:6379`, 'rediss://[secret]@host:6379'],
    [`https://user:p@${canary}@host/x`, 'https://[secret]@host/x'],
    [`ghp_${canary}`, '[secret]'],
    [`token github_pat_${canary} refused`, 'token [secret] refused'],
    [`glpat-${canary}`, '[secret]'],
    [`Authorization: Bearer ${canary}`, 'Authorization: [secret]'],
    [`Authorization: Basic ${canary}`, 'Authorization: [secret]'],
    [`{"a":{"b":{"c":{"d":{"access_token":"${canary}"}}}}}`, undefined],
    [`{"x":{"newPassword":"a\\"${canary}\\\\","y":1}}`, '{"x":{"newPassword":"[secret]","y":1}}'],
    [JSON.stringify(JSON.stringify({ headers: { Authorization: `token ${canary}` } })), undefined],
    [`{"MASTER_KEY":"${canary}","MASTER_KEYS_OLD":"${canary},${canary}"}`, undefined],
    [`PRIVATE-TOKEN: ${canary}`, 'PRIVATE-TOKEN: [secret]'],
    [`Set-Cookie: __Host-session=${canary}; Path=/`, 'Set-Cookie: [secret]'],
    [`https://h/x?a=1&private_token=${canary}&b=2`, 'https://h/x?a=1&private_token=[secret]&b=2'],
    [`eyJhbGciOiJIUzI1NiJ9.${canary}.x9`, '[secret]'],
    [`-----BEGIN RSA PRIVATE KEY-----\\n${canary}\\n-----END`, '[secret]-----END'],
  ])('in %s is taken out', (text, left) => {
    expect(withoutSecrets(text)).not.toContain(canary)
    if (left !== undefined) expect(withoutSecrets(text)).toBe(left)
  })

  test('that was mailed, or names a webhook, is taken out of any address', () => {
    const token = newToken()
    const said = withoutSecrets(`GET /anything/${token}?x=1 from https://h/webhooks/${token}`)
    expect(said).toBe('GET /anything/[secret]?x=1 from https://h/webhooks/[secret]')
  })

  test.each([
    'GET https://github.com/x/y took 3 ms',
    'http://localhost:3000/a@b',
    'mail ada@example.com: Basic English',
    '{"url":"https://github.com/x","email":"ada:b@example.com"}',
    `/commits/7/${'a1'.repeat(20)} and ${'0f'.repeat(32)}`,
    'a token was refused, its secret stays one',
    '{"tokenExpiresAt":"2026-11-24","key":"overview"}',
  ])('is not seen in %s', (text) => {
    expect(withoutSecrets(text)).toBe(text)
  })
})
