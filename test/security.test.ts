import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { linkMinutes } from '../src/people/links.js'
import { mailDays } from '../src/people/mails.js'
import { longestPassword, shortestPassword } from '../src/people/password-rules.js'
import { absoluteDays, anonymousMinutes, idleHours } from '../src/people/sessions.js'
import { signUpMinutes } from '../src/people/sign-up.js'
import { longestTtlSeconds } from '../src/platform/cache.js'
import { packageRoot } from '../src/platform/root.js'
import { type RetentionKind, retentionRules } from '../src/retention/rules.js'
import { routes } from '../src/web/routes.js'

const page = readFileSync(join(packageRoot, 'SECURITY.md'), 'utf8').replace(/\s+/g, ' ')

describe('the page of what keeps accounts safe', () => {
  test('ASVS 6.1.3: names every form of somebody who is not signed in', () => {
    const open = routes.filter(({ method, action }) => method === 'post' && action === 'public')
    expect(open.length).toBeGreaterThan(5)
    const told = [...page.matchAll(/`POST ([^`]+)`/g)].map(([, path]) => path)
    expect(told.sort()).toEqual(open.map(({ path }) => path).sort())
  })

  test('ASVS 7.1.1, 7.1.2: tells how long a session lives, and how many there may be', () => {
    expect(page).toContain(`after ${idleHours} hours without use and after ${absoluteDays} days`)
    expect(page).toContain(`after ${anonymousMinutes} minutes`)
    expect(page).toContain('How many somebody has is not limited')
  })

  test('ASVS 6.5.5: tells how long each link works', () => {
    expect(page).toContain(`invitation works for ${linkMinutes.invitation / 24 / 60} days`)
    expect(linkMinutes['email-change']).toBe(linkMinutes['password-reset'])
    expect(page).toContain(`a new address for ${linkMinutes['email-change']} minutes`)
    expect(page).toContain(`a sign-up for ${signUpMinutes} minutes`)
  })

  test('ASVS 2.1.1, 2.1.3, 6.1.1, 8.1.2: names the lists that the code holds itself to', () => {
    expect(page).toContain(`${shortestPassword} to ${longestPassword} characters`)
    for (const [path] of page.matchAll(/src\/[\w/-]+\.ts/g)) {
      expect(readFileSync(join(packageRoot, path), 'utf8').length, path).toBeGreaterThan(0)
    }
  })

  test('ASVS 11.1.1, 11.1.2, 13.1.1, 14.1.1, 14.1.2, 16.1.1: has a row for keys, places, logs', () => {
    for (const told of ['argon2id', 'AES-256-GCM', 'OUTBOUND_ALLOW', 'standard output']) {
      expect(page).toContain(told)
    }
    expect(page).toContain(`mails go after ${mailDays} days`)
  })

  test('ASVS 14.2.4, 14.2.7: tells how data leaves, and which test holds each promise', () => {
    const kept = (kind: RetentionKind) => retentionRules.find((rule) => rule.kind === kind)!
    expect(page).toContain(`the access log after ${kept('accesses').standard} days`)
    expect(page).toContain(`webhook deliveries after ${kept('deliveries').standard} days`)
    expect(page).toContain(`ended invitations after ${kept('invitations').standard} days`)
    expect(kept('mails').standard).toBe(mailDays)
    for (const kind of ['facts', 'messages', 'comments', 'analyses'] as const) {
      expect(kept(kind).standard, kind).toBeNull()
    }
    expect(page).toContain(`numbers, booleans and ids for an hour at most`)
    expect(longestTtlSeconds).toBe(3_600)
    const tests = [...page.matchAll(/`(test\/[\w/-]+\.test\.ts)`/g)].map(([, path]) => path!)
    expect(tests.length).toBeGreaterThan(8)
    for (const path of tests) {
      expect(readFileSync(join(packageRoot, path), 'utf8'), path).toContain('expect(')
    }
  })
})
