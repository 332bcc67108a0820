import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attacks, type Outcome, outcomeOf, unguarded } from '../support/attacks.js'
import { makePlace, type Place } from '../support/route-cases.js'
import { type SpareDatabase, spareDatabase } from '../support/spare-database.js'

/**
 * Takes the locks away one at a time, in a database of its own each, and runs the battery: what held
 * before must then be detected as a breach. A lock whose loss nobody notices would be no lock.
 */

type Breaches = Record<string, Outcome>

async function inSpare(
  spoil: (spare: SpareDatabase) => Promise<unknown>,
  within?: typeof unguarded,
): Promise<Breaches> {
  const spare = await spareDatabase()
  try {
    const { database, superUrl: url } = spare
    const make = (name: string) => makePlace(name, database)
    const [ours, theirs]: Place[] = [await make('Northwind'), await make('Contoso')]
    await spoil(spare)
    const found: Breaches = {}
    for (const [name, attack] of Object.entries(attacks)) {
      const outcome = await outcomeOf(
        attack,
        { ours: ours!, theirs: theirs!, url },
        within as never,
      )
      if (outcome !== 'held') found[name] = outcome
    }
    return found
  } finally {
    await spare.drop()
  }
}

/** Foreign keys that know ids alone, as most schemas have them. */
const simpleKeys = `
  ALTER TABLE analyses DROP CONSTRAINT "analyses_companyId_repositoryId_fkey";
  ALTER TABLE analyses DROP CONSTRAINT "analyses_companyId_requestedById_fkey";
  ALTER TABLE identities DROP CONSTRAINT "identities_companyId_developerId_fkey";
  CREATE UNIQUE INDEX one_repository ON repositories (id);
  CREATE UNIQUE INDEX one_user ON users (id);
  CREATE UNIQUE INDEX one_developer ON developers (id);
  ALTER TABLE analyses ADD FOREIGN KEY ("repositoryId") REFERENCES repositories (id);
  ALTER TABLE analyses ADD FOREIGN KEY ("requestedById") REFERENCES users (id);
  ALTER TABLE identities ADD FOREIGN KEY ("developerId") REFERENCES developers (id);`

describe('ASVS 8.4.1: taking away a lock is noticed', () => {
  let whole: Breaches

  beforeAll(async () => {
    whole = await inSpare(async () => {})
  })

  afterAll(() => expect(whole).toEqual({}))

  test('none is taken away: nothing is found', () => {
    expect(whole).toEqual({})
  })

  test('the guard', async () => {
    const found = await inSpare(async () => {}, unguarded)
    expect(found).toMatchObject({ 'setting the company anew': 'shown' })
  })

  test('the composite keys', async () => {
    const found = await inSpare(({ spoil }) => spoil(simpleKeys))
    expect(found).toMatchObject({
      'create with an id of theirs, shown at once': 'pointed',
      'create with a person of theirs': 'pointed',
      'an update to an id of theirs': 'pointed',
    })
  })

  test('a policy', async () => {
    const found = await inSpare(({ spoil }) =>
      spoil('ALTER TABLE repositories DISABLE ROW LEVEL SECURITY'),
    )
    expect(found).toEqual({ 'a query without its condition': 'shown' })
  })

  test('a policy that allows everything', async () => {
    const found = await inSpare(({ spoil }) =>
      spoil(
        'DROP POLICY company ON repositories; CREATE POLICY company ON repositories USING (true)',
      ),
    )
    expect(found).toEqual({ 'a query without its condition': 'shown' })
  })

  test('guard and policies: the usual way, and the usual breaches', async () => {
    const tables = ['companies', 'users', 'repositories', 'analyses', 'teams', 'commits']
    const open = tables.map((table) => `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`).join(';')
    const found = await inSpare(({ spoil }) => spoil(open), unguarded)
    expect(found).toMatchObject({
      'findMany by the other company': 'shown',
      'create in the other company': 'changed',
      'a move into the other company': 'changed',
      'raw SQL of one’s own': 'shown',
      'all companies with what is theirs': 'shown',
    })
  })
})
