import { describe, expect, test } from 'vitest'
import type { Outbound } from '../../src/code-hosts/outbound-address.js'
import { locateSource, readSource } from '../../src/repositories/source.js'
import { refusalOf } from '../support/refusal.js'

const rules = { allowsLocalPaths: false, outboundAllow: [] as string[] }
const read = (typed: string, more = {}) => readSource(typed, { ...rules, ...more })
const allowing = (...outboundAllow: string[]) => ({ outboundAllow })

/** What a person reads who typed this. */
const refusal = (typed: string, more = {}) => refusalOf(() => read(typed, more))

// Reading is synchronous: there is no moment in which a name could be looked up.
describe('ASVS 1.3.6, 13.2.4, 13.2.5: an address that is refused, with its reason', () => {
  test.each([
    ['file:///etc', /Only https/],
    ['/etc/passwd', /Folders of this server/],
    ['~/work', /Folders of this server/],
    ['../../repo', /not an address/],
    ['ext::sh -c id', /not an address/],
    ['ext::ssh%20-c%20id', /Only https/],
    ['ext::ssh%20git@h%20%S', /Only https/],
    ['fd::17', /Only https/],
    ['git://git.example.com/x', /Only https/],
    ['ssh://-oProxyCommand=id/x', /SSH addresses/],
    ['ssh://git@github.com/x/y', /SSH addresses/],
    ['git@h:x', /SSH addresses/],
    ['git@github.com:expressjs/express.git', /SSH addresses/],
    ['-u touch pwned', /not an address/],
    ['--upload-pack=touch', /not an address/],
    ['http://github.com/x/y', /Only https/],
    ['https://user:pw@github.com/x/y', /name and password/],
    ['https://ghp_token@github.com/x/y', /name and password/],
    ['https://github.com@evil.example/x/y', /name and password/],
    ['https://127.0.0.1/x/y', /public name/],
    ['https://127.0.0.1./x/y', /public name/],
    ['https://2130706433/x/y', /public name/],
    ['https://0x7f.1/x/y', /public name/],
    ['https://017700000001/x/y', /public name/],
    ['https://１２７.0.0.1/x/y', /public name/],
    ['https://8.8.8.8/x/y', /public name/],
    ['https://[::1]/x/y', /public name/],
    ['https://[::ffff:127.0.0.1]/x/y', /public name/],
    ['https://169.254.169.254/latest/meta-data', /public name/],
    ['https://localhost/x/y', /public name/],
    ['https://localhost./x/y', /public name/],
    ['https://github.com./x/y', /public name/],
    ['https://.example/x/y', /public name|not an address/],
    ['https://intranet/x/y', /public name/],
    ['https://github.com:22/x/y', /Port 22/],
    ['https://github.com:8443/x/y', /Port 8443/],
    ['https://github.com/x\ny', /control character/],
    ['https://github.com/x\ry', /control character/],
    ['https://github.com/x\ty', /control character/],
    ['https://github.com/x\0y', /control character/],
    ['https://github.com/x/y%00', /control character/],
    ['https://github.com/x/y%0a', /control character/],
    ['https://github.com/x y', /not an address/],
    ['https://github.com/x\u00a0y', /not an address/],
    [`https://github.com/x/${'y'.repeat(8000)}`, /too long/],
    ['https://github.com/a/b/../../c', /\. or \.\./],
    ['https://github.com/a/%2e%2E/c', /\. or \.\./],
    ['https://github.com/a/.', /\. or \.\./],
    ['https://github.com/x/y?z=1', /a \? or #/],
    ['https://github.com/x/y#readme', /a \? or #/],
    ['https://github.com', /no repository/],
    ['https://github.com/', /no repository/],
    ['https://github.com//', /no repository/],
    ['https://github.com/.git', /no repository/],
    ['github.com/expressjs/express', /not an address/],
    ['javascript:alert(1)', /Only https/],
    ['https://', /not an address/],
    ['express', /not an address/],
    ['', /Type the clone address/],
    [' \t ', /Type the clone address/],
  ])('%j', (typed, reason) => {
    expect(refusal(typed)).toMatch(reason)
  })

  test('never repeats a password that was typed', () => {
    expect(refusal('https://user:hunter2@github.com/x/y')).not.toContain('hunter2')
  })
})

describe('an address that is accepted', () => {
  test.each([
    ['https://github.com/expressjs/express', 'expressjs/express'],
    ['https://github.com/expressjs/express.git', 'expressjs/express'],
    ['  https://github.com/expressjs/express/\n', 'expressjs/express'],
    ['https://gitlab.com/group/subgroup/deeper/project.git', 'deeper/project'],
    ['https://git.kernel.org/pub/scm/git/git.git', 'git/git'],
    ['https://git.example.com/only', 'only'],
    ['https://git.example.com/caf%C3%A9/%E0%A4%A', 'café/%E0%A4%A'],
    ['https://github.com:443/x/..y', 'x/..y'],
  ])('%j is %s', (typed, name) => {
    expect(read(typed)).toMatchObject({ kind: 'remote', name })
  })

  test('keeps what git is given: no default port, no slash at its end', () => {
    const source = read('HTTPS://GitHub.com:443/ExpressJS/Express.git/')
    expect(source).toMatchObject({ url: 'https://github.com/ExpressJS/Express.git' })
  })

  test('shows a look-alike host by what it is', () => {
    // The і is Cyrillic.
    const source = read('https://gіthub.com/x/y')
    expect(source).toMatchObject({ url: 'https://xn--gthub-n2e.com/x/y' })
  })

  test('is one repository in all its spellings', () => {
    const keys = [
      'https://github.com/expressjs/express',
      'https://github.com/expressjs/express/',
      'https://github.com/expressjs/express//',
      'https://github.com/expressjs/express.git',
      'https://github.com/expressjs/express.git/',
      'https://github.com/expressjs/express.GIT',
      'https://github.com//expressjs//express',
      'https://GitHub.com:443/ExpressJS/Express',
      ' HTTPS://github.com/expressjs/express ',
    ].map((typed) => read(typed).key)
    expect(new Set(keys)).toEqual(new Set(['https://github.com/expressjs/express']))
    expect(read('https://github.com/expressjs/express2').key).not.toBe(keys[0])
    expect(read('https://gitlab.com/expressjs/express').key).not.toBe(keys[0])
  })
})

describe('an allowed origin', () => {
  test('may be plain http, have a port, and be a number', () => {
    const address = 'http://127.0.0.1:8080/team/app.git'
    const source = read(address, allowing('http://127.0.0.1:8080'))
    expect(source).toMatchObject({ url: address, key: 'http://127.0.0.1:8080/team/app' })
    expect(read('https://git/x', allowing('https://git'))).toMatchObject({ name: 'x' })
  })

  test.each([
    'http://127.0.0.1:8081/x',
    'https://127.0.0.1:8080/x',
    'http://127.0.0.1/x',
    'http://127.0.0.1.example.com:8080/x',
    'http://user@127.0.0.1:8080/x',
    'ftp://127.0.0.1:8080/x',
  ])('does not let %s through', (typed) => {
    expect(refusal(typed, allowing('http://127.0.0.1:8080'))).not.toBe('accepted')
  })
})

describe('locating a host', () => {
  const answering = (found: Outbound) => {
    const asked: string[] = []
    const resolve = async (hostname: string) => {
      asked.push(hostname)
      return found
    }
    return { asked, resolve }
  }
  const url = 'https://git.example.com/x/y'

  test('holds the connection to the address that was checked', async () => {
    const { asked, resolve } = answering({ kind: 'public', address: '192.30.255.112' })
    expect(await locateSource(url, rules, resolve)).toBe('192.30.255.112')
    expect(asked).toEqual(['git.example.com'])
  })

  test('refuses what leads inside, and what nobody knows', async () => {
    const inside = locateSource(url, rules, answering({ kind: 'inside' }).resolve)
    await expect(inside).rejects.toThrow('git.example.com leads to a private network')
    const unknown = locateSource(url, rules, answering({ kind: 'unknown' }).resolve)
    await expect(unknown).rejects.toThrow('There is no host named git.example.com')
  })

  test('does not ask where the origin is allowed by name', async () => {
    const { asked, resolve } = answering({ kind: 'inside' })
    const allowed = allowing('https://git.example.com')
    expect(await locateSource(url, allowed, resolve)).toBeNull()
    expect(asked).toEqual([])
  })
})
