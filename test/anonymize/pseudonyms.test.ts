import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyedPseudonyms, newKey } from '../../src/anonymize/keyed-pseudonyms.js'
import { judgedAs } from '../../src/anonymize/prose.js'
import { isOwnWord, tokensOf } from '../../src/anonymize/vocabulary.js'
import { conversations, lineRemarks, replies } from '../../src/demo/phrases.js'
import { factsOf } from '../../src/files/file-kinds.js'

const secrets = { key: newKey(), password: 'hash' }
const ours = keyedPseudonyms(secrets, '1')
const theirs = keyedPseudonyms(secrets, '2')
const later = keyedPseudonyms({ ...secrets, key: newKey() }, '1')

const texts = {
  name: 'Ada Lovelace',
  title: 'Payments',
  email: 'ada@acme.io',
  slug: 'acme/shop',
  branch: 'ada/pay-later',
  url: 'https://git.acme.io/acme/shop.git',
  path: 'src/cart/lines.ts',
  folder: 'src/cart',
  pattern: 'cart/**',
  prose: 'Let people pay later',
  id: 'PR_kwDOA1',
  hash: 'ab'.repeat(20),
} as const

describe.each(Object.entries(texts))('a pseudonym for a %s', (kind, text) => {
  const of = (to: typeof ours) => to[kind as keyof typeof texts](text)

  test('is the same for the same text', () => {
    expect(of(ours)).toBe(of(ours))
    expect(of(ours)).toBe(of(keyedPseudonyms(secrets, '1')))
  })

  test('is another one in another company, and in another run', () => {
    expect(new Set([of(ours), of(theirs), of(later), text]).size).toBe(4)
  })

  test('is made of our own words alone', () => {
    const isHash = kind === 'hash'
    const strange = tokensOf(of(ours)).filter((token) => !isOwnWord(token))
    expect(strange.length).toBe(isHash ? 1 : 0)
  })
})

describe('names', () => {
  test('hold what grouping goes by: usernames, owners and domains are one wherever they stand', () => {
    const owner = ours.slug('acme')
    expect(ours.slug('acme/shop')).toBe(`${owner}/${ours.slug('shop')}`)
    const url = ours.url('https://git.acme.io/acme/shop/pull/12')
    expect(url.endsWith(`.example/${owner}/${ours.slug('shop')}/pull/12`)).toBe(true)
    expect(ours.url('https://git.acme.io/acme/shop.git')).toBe(url.replace('/pull/12', '.git'))
    expect(ours.branch('feature/acme')).toBe(`feature/${owner}`)
    expect(ours.branch('main')).toBe('main')
    const [one, other] = ['ada@acme.io', 'grace@acme.io'].map((text) => ours.email(text).split('@'))
    expect(one![1]).toBe(other![1])
    expect(one![0]).not.toBe(other![0])
  })

  test('that differ in case alone stay one to those who do not look at case, and two to others', () => {
    for (const [one, other] of [
      [ours.email('Ada@acme.io'), ours.email('ada@acme.io')],
      [ours.name('Ada Lovelace'), ours.name('ada lovelace')],
      [ours.name('Ada LoveLace'), ours.name('Ada Lovelace')],
      [ours.slug('Acme'), ours.slug('acme')],
    ] as const) {
      expect(one.toLowerCase()).toBe(other.toLowerCase())
      expect(one).not.toBe(other)
    }
  })

  test('of bots say so, and nothing becomes of nothing', () => {
    expect(ours.name('release[bot]')).toMatch(/^\S+ \S+\[bot\]$/)
    expect(ours.slug('release[bot]')).toMatch(/\[bot\]$/)
    expect([ours.name(''), ours.email(''), ours.slug('')]).toEqual(['', '', ''])
  })

  test('of machines lead nowhere', () => {
    expect(ours.url('/home/ada/shop')).toMatch(/^(\/[a-z-]+){3}$/)
    expect(ours.url('local:/home/ada/shop')).toBe(`local:${ours.url('/home/ada/shop')}`)
    expect(ours.url('https://ada:secret@git.acme.io:8443/x')).toMatch(
      /^https:\/\/[a-z-]+\.example\/[a-z-]+$/,
    )
  })
})

describe('paths', () => {
  const paths = `
    src/cart/lines.ts test/cart/lines.test.ts src/main/java/shop/CartLines.java
    src/test/java/shop/CartLinesTest.java internal/cart/cart_lines_test.go tests/test_cart.py
    go.sum package-lock.json Dockerfile .github/workflows/build.yml docs/cart.md README.md
    vendor/acme/x.php web/acme.min.js api/acme.pb.go src/__snapshots__/cart.snap locale/de.json
    acme.config.js .acmerc Acme.csproj requirements-acme.txt jquery-3.7.1.js assets/logo.png
    infra/acme.tfvars acme.tests/x.cs Tests/Cart/CartLinesTests.swift Makefile lib/cart.rb
    acme_pb2.py docker/Dockerfile.acme CMakeLists.txt sub.acme/COPYING data/acme.sql.gz
    public/acme.d.ts zz_generated.acme.go acme.designer.cs node_modules/acme/index.js run.acme`

  test.each(paths.trim().split(/\s+/))('%s stays of its kind and language', (path) => {
    const made = ours.path(path)
    const { kind, language } = factsOf(path)
    expect(factsOf(made), made).toMatchObject({ kind, language })
    expect(made.toLowerCase()).not.toContain('acme')
    expect(made.toLowerCase()).not.toContain('cart')
  })

  test('of one folder stay in one folder, which is what paths.folder says', () => {
    const [one, other] = ['src/cart/a.ts', 'src/cart/b.ts'].map(ours.path)
    const folderOf = (path: string) => path.split('/').slice(0, 2).join('/')
    expect(folderOf(one!)).toBe(folderOf(other!))
    expect(folderOf(one!)).toBe(ours.folder('src/cart'))
    expect(ours.pattern('src/cart/**')).toBe(`${ours.folder('src/cart')}/**`)
    expect(ours.pattern('**/*.test.ts')).toBe('**/*.test.ts')
    expect(ours.folder('')).toBe('')
  })

  test('hold no word of the original but those of the fixed lists', () => {
    const word = fc.stringMatching(/^[a-z]{5,12}$/)
    const path = fc.array(word, { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(path, (parts) => {
        const made = tokensOf(ours.path(`${parts.join('/')}.zzqx`))
        return made.every(isOwnWord)
      }),
    )
  })
})

describe('prose', () => {
  const bodies = ['', '\n\nThe old way was slow.', '\n\nSigned-off-by: A <a@b.io>', '\n\nSee #12.']
  const subjects = [
    ...['fix', 'wip', 'more changes', 'various small fixes', 'Add saved addresses in cart'],
    ...['fix(cart): rounding of totals', 'QH-1234 Add gift messages', 'Fix: typos', 'x'.repeat(90)],
    ...["Merge branch 'ada/cart'", 'Merge pull request #12 from ada/cart', 'Fix a bug (#7)'],
  ]
  const messages = subjects.flatMap((subject) => bodies.map((body) => subject + body))

  test.each(messages)('%j is judged as it was', (message) => {
    const made = ours.prose(message)
    expect(judgedAs(made), made).toBe(judgedAs(message))
    expect(made.split('\n').map((line) => [...line].length)).toEqual(
      message.split('\n').map((line) => [...line].length),
    )
  })

  test('is as long as it was, whatever it was, in words of ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const made = ours.prose(text)
        return [...made].length === [...text].length && tokensOf(made).every(isOwnWord)
      }),
    )
  })

  test('of the sample data becomes other words', () => {
    for (const text of [...lineRemarks, ...replies, ...conversations]) {
      expect(ours.prose(text)).not.toBe(text)
    }
  })
})

test('of a hash the first twelve digits still lead to the whole', () => {
  const hash = '0123456789abcdef0123456789abcdef01234567'
  expect(ours.hash(hash)).toMatch(/^[0-9a-f]{40}$/)
  expect(ours.hash(hash).startsWith(ours.hash(hash.slice(0, 12)))).toBe(true)
  expect(ours.hash(hash.slice(0, 7))).toHaveLength(7)
  expect(ours.hash(`${hash}${hash.slice(0, 24)}`)).toHaveLength(64)
})

test('everything happened one to eight whole weeks earlier, by company', () => {
  const weeks = Array.from({ length: 60 }, (_, id) => keyedPseudonyms(secrets, String(id)).weeks)
  expect([Math.min(...weeks), Math.max(...weeks)]).toEqual([1, 8])
})
