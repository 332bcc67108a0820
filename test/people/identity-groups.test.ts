import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupIdentities, type KnownIdentity } from '../../src/people/identity-groups.js'
import { said } from '../support/people.js'

const known = (texts: readonly string[]): KnownIdentity[] =>
  texts.map((text, at) => ({
    ...{ id: BigInt(at + 1), mailmapName: null, mailmapEmail: null },
    ...{ developerId: null, linkedBy: null },
    ...said(text),
  }))

const print = ({ name, email }: { name: string; email: string }) => `${name} <${email}>`

/** The groups as texts, whatever their order. */
const groups = (identities: KnownIdentity[]) =>
  groupIdentities(identities)
    .map(({ members }) => members.map(({ identity }) => print(identity)).toSorted())
    .toSorted()

describe('identities of one person', () => {
  test.each<[string, string[], string[][]]>([
    [
      'share an address, whatever its case',
      ['Ann <ann@acme.io>', 'Ann Miller <Ann@Acme.IO>', 'Ann <a@acme.io>'],
      [['Ann <a@acme.io>'], ['Ann <ann@acme.io>', 'Ann Miller <Ann@Acme.IO>']],
    ],
    [
      'share an account of a code host, by name or number',
      [
        'ann <ann@users.noreply.github.com>',
        'Ann <7+ann@users.noreply.github.com>',
        'A <7+annm@users.noreply.github.com>',
        'B <8+bea@users.noreply.github.com>',
        'ann <ann@users.noreply.git.acme.io>',
      ],
      [
        [
          'A <7+annm@users.noreply.github.com>',
          'Ann <7+ann@users.noreply.github.com>',
          'ann <ann@users.noreply.github.com>',
        ],
        ['B <8+bea@users.noreply.github.com>'],
        ['ann <ann@users.noreply.git.acme.io>'],
      ],
    ],
    [
      'are what a .mailmap says they are',
      ['am <am@old.io> => Ann Miller <ann@acme.io>', 'Ann Miller <ann@acme.io>', 'am <am@acme.io>'],
      [['Ann Miller <ann@acme.io>', 'am <am@old.io>'], ['am <am@acme.io>']],
    ],
    [
      'also where a .mailmap names an address of nobody',
      [
        'a <x@old.io> => Ann Miller <root@localhost>',
        'b <y@old.io> => Ann Miller <root@localhost>',
      ],
      [['a <x@old.io>', 'b <y@old.io>']],
    ],
    [
      'are told apart by a .mailmap that knows who used a shared address',
      ['Ann <bugs@acme.io> => Ann <ann@acme.io>', 'Bea <bugs@acme.io> => Bea <bea@acme.io>'],
      [['Ann <bugs@acme.io>'], ['Bea <bugs@acme.io>']],
    ],
    [
      'never share a name alone, a generic address or nothing',
      [
        ...['Ann Miller <ann@a.io>', 'Ann Miller <ann@b.io>', 'root <root@localhost>'],
        ...['Root <root@localhost>', ' <>', 'Ann <>', 'Your Name <you@example.com>'],
        ...['You <you@example.com>', 'A <noreply@github.com>', 'B <noreply@github.com>'],
        ...['x <x@old.io> => root <root@localhost>', 'y <y@old.io> => root <root@localhost>'],
      ],
      [],
    ],
  ])('%s', (_, identities, expected) => {
    const alone = identities.map((text) => [print(said(text))]).toSorted()
    expect(groups(known(identities))).toEqual(expected.length > 0 ? expected : alone)
  })

  test('say what told', () => {
    const [group] = groupIdentities(
      known([
        'Ann Miller <ann@acme.io>',
        'am <am@old.io> => Ann Miller <ann@acme.io>',
        'ann <ANN@acme.io>',
      ]),
    )
    const told = group!.members.map(({ identity, linkedBy }) => [identity.email, linkedBy])
    expect(Object.fromEntries(told)).toEqual({
      ...{ 'ann@acme.io': 'mailmap', 'am@old.io': 'mailmap', 'ANN@acme.io': 'email' },
    })
    expect(groupIdentities(known(['Ann <ann@acme.io>']))[0]!.members[0]!.linkedBy).toBe('alone')
  })

  test('are not joined where somebody has said that they are two', () => {
    const [one, two, third] = known(['A <ann@acme.io>', 'B <ann@acme.io>', 'C <ann@acme.io>'])
    const identities = [{ ...one!, developerId: 1n }, { ...two!, developerId: 2n }, third!]
    const apart = new Map([
      [1n, new Set([2n])],
      [2n, new Set([1n])],
    ])
    const found = groupIdentities(identities, apart)
    expect(found.map(({ developerIds }) => developerIds).toSorted()).toEqual([[1n], [2n]])
    expect(groupIdentities(identities)[0]!.developerIds).toEqual([1n, 2n])
  })
})

const name = fc.constantFrom('Ann', 'Bea', 'Ann Miller', 'root', '')
const email = fc.constantFrom(
  ...['a@x.io', 'A@x.io', 'b@x.io', 'c@x.io', 'root@localhost', ''],
  ...['1+a@users.noreply.github.com', 'a@users.noreply.github.com', '1+b@users.noreply.github.com'],
)
const identity = fc.record({
  ...{ name, email },
  mailmapName: fc.option(name),
  mailmapEmail: fc.option(email),
})
const distinct = fc.uniqueArray(identity, { selector: print, maxLength: 14 })

test('the same identities end in the same groups, in any order and however many come at once', () => {
  fc.assert(
    fc.property(distinct, fc.infiniteStream(fc.nat()), fc.nat(6), (all, numbers, first) => {
      const identities = all.map((one, at) => ({
        ...{ ...one, id: BigInt(at + 1), developerId: null as bigint | null, linkedBy: null },
      }))
      const shuffled = identities
        .map((one) => ({ one, at: numbers.next().value! }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ one }) => one)
      expect(groups(shuffled)).toEqual(groups(identities))
      // Some come earlier and have developers when the others arrive.
      for (const [at, group] of groupIdentities(shuffled.slice(0, first)).entries()) {
        for (const member of group.members) member.identity.developerId = BigInt(at + 1)
      }
      expect(groups(shuffled)).toEqual(groups(identities))
    }),
    { numRuns: 500 },
  )
})
