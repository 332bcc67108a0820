import { describe, expect, test } from 'vitest'
import { type SuggestedDeveloper, suggestMerges } from '../../src/people/suggestions.js'

const developer = (id: number, ...said: string[]): SuggestedDeveloper => ({
  id: BigInt(id),
  isBot: false,
  identities: said.map((text) => {
    const [, name = '', email = ''] = /^(.*) ?<(.*)>$/.exec(text) ?? []
    return { name: name.trim(), email }
  }),
})

const because = (one: string, other: string) =>
  suggestMerges([developer(1, one), developer(2, other)])[0]?.because ?? null

describe('two developers look like one person', () => {
  test.each([
    ['Ann Miller <ann@acme.io>', 'Ann Miller <a.m@acme.io>', 'both have an address at acme.io'],
    ['Ann Miller <ann@acme.io>', 'MILLER, Ann (EXT) <am@acme.io>', 'at acme.io'],
    ['Jürgen Groß <jg@acme.io>', 'jurgen groß <g@acme.io>', 'at acme.io'],
    ['Wei Zhang <wz@acme.io>', 'Zhang Wei <zw@acme.io>', 'at acme.io'],
    ['Ann Miller <ann@acme.io>', 'Ann Miller <7+amx@users.noreply.github.com>', 'no-reply'],
    ['Ann Miller <ann.miller@acme.io>', 'Ann Miller <annmiller7@gmail.com>', 'begin alike'],
    ['Ann Miller <amiller@acme.io>', 'ann <amiller@gmail.com>', 'names agree'],
    ['Ann <ann.miller@gmail.com>', 'Ann Miller <ann.miller@acme.io>', 'names agree'],
  ])('%s and %s', (one, other, words) => {
    expect(because(one, other)).toContain(words)
    expect(because(other, one)).toContain(words)
  })

  test.each([
    ['only a name', 'Ann Miller <ann@acme.io>', 'Ann Miller <am@other.io>'],
    ['anybody gets an address there', 'Ann Miller <ann@gmail.com>', 'Ann Miller <am@gmail.com>'],
    ['one word', 'Ann <ann@acme.io>', 'Ann <a@acme.io>'],
    ['other names', 'Ann Miller <ann@acme.io>', 'Ann Moller <am@acme.io>'],
    ['a generic name', 'Your Name <a@acme.io>', 'Your Name <b@acme.io>'],
    ['another generic name', 'John Doe <a@acme.io>', 'John Doe <b@acme.io>'],
    ['no name', ' <a@acme.io>', ' <b@acme.io>'],
    ['addresses of nobody', 'Ann Miller <root@acme.io>', 'Ann Miller <admin@acme.io>'],
    ['addresses of machines', 'Ann Miller <ann@mac.local>', 'Ann Miller <am@mac.local>'],
    ['a first name in front', 'Michael Chen <michael@a.io>', 'Michael <michael@b.io>'],
    ['the names differ', 'Ann Miller <a.miller@a.io>', 'Al Miller <a.miller@b.io>'],
  ])('but not when it is %s', (_, one, other) => {
    expect(because(one, other)).toBeNull()
  })

  test('once a pair, smaller id first, by any of their identities', () => {
    const found = suggestMerges([
      developer(9, 'Ann Miller <x@acme.io>', 'Ann Miller <y@other.io>'),
      developer(
        3,
        'A. Miller <ann.miller@acme.io>',
        'Ann Miller <z@other.io>',
        'Ann Miller <q@acme.io>',
      ),
      developer(4, 'Ann Miller <w@other.io>'),
    ])
    expect(found.map(({ firstId, secondId }) => [firstId, secondId])).toEqual([
      [3n, 4n],
      [3n, 9n],
      [4n, 9n],
    ])
  })

  test('unless somebody has said that they are two, or one is a bot', () => {
    const one = developer(1, 'Ann Miller <ann@acme.io>')
    const two = developer(2, 'Ann Miller <am@acme.io>')
    expect(suggestMerges([one, two], new Set(['1-2']))).toEqual([])
    expect(suggestMerges([one, { ...two, isBot: true }])).toEqual([])
    expect(suggestMerges([one])).toEqual([])
  })

  test('and a name that hundreds carry tells nothing', () => {
    const many = Array.from({ length: 200 }, (_, id) => developer(id, `Wei Zhang <w${id}@acme.io>`))
    expect(suggestMerges(many)).toEqual([])
  })
})
