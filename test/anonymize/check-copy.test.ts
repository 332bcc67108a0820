import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymize } from '../../src/anonymize/anonymize.js'
import { readTables } from '../../src/anonymize/catalogue.js'
import { checkCopy, holdsOne, markOf } from '../../src/anonymize/check-copy.js'
import { Fingerprints, fingerprint } from '../../src/anonymize/fingerprints.js'
import { readOriginals } from '../../src/anonymize/originals.js'
import { makeCompany } from '../support/company.js'
import { behind } from '../support/copies.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { type SpareDatabase, spareDatabase } from '../support/spare-database.js'

describe('an original', () => {
  const marks = (...texts: string[]) => {
    const all = new Fingerprints()
    for (const text of texts) all.add(markOf(text)!)
    return all
  }

  test.each([
    ['Ada Lovelace', 'Merged by ada LOVELACE today'],
    ['ada@acme.io', 'ada@acme.io'],
    ['src/payments/ledger.ts', 'see "src/payments/ledger.ts"'],
    ['payments', 'src/payments/x.ts'],
    ['Let people pay later, in three rates', 'Revert: let people pay later, in two'],
    ['ca7a510000000000000000000000000000000012', 'ca7a510000000000000000000000000000000012'],
    ['Łukasz', 'by ŁUKASZ'],
  ])('%j is found in %j', (original, text) => {
    expect(holdsOne(text, marks(original))).toBe(true)
  })

  test.each([
    ['Ada Lovelace', 'Ada Byron'],
    ['payments', 'repayments'],
    ['src/payments/ledger.ts', 'src/ledger/payments.ts'],
  ])('%j is not found in %j', (original, text) => {
    expect(holdsOne(text, marks(original))).toBe(false)
  })

  test('of words that are ours, of numbers, or of a letter or two is not looked for', () => {
    for (const text of ['src/index.ts', 'main', '1234', 'README.md', 'ab', '', '…']) {
      expect(markOf(text), text).toBe(null)
    }
  })
})

test('fingerprints are held up to a bound, and counted behind it', () => {
  const few = new Fingerprints(1_000)
  const texts = Array.from({ length: 5_000 }, (_, at) => `text ${at}`)
  for (const text of texts.slice(0, 1_000)) few.add(fingerprint(text))
  expect([few.size, few.isOver]).toEqual([1_000, false])
  expect(texts.filter((text) => few.has(fingerprint(text)))).toEqual(texts.slice(0, 1_000))
  for (const text of texts) few.add(fingerprint(text))
  expect(few.isOver).toBe(true)
  expect(few.size).toBe(5_000)
})

describe('the check', () => {
  let source: SpareDatabase
  let copy: SpareDatabase
  let companyIds: string[]

  beforeAll(async () => {
    source = await spareDatabase()
    copy = await spareDatabase()
    const company = await makeCompany({ name: 'Vexmoor Gorsebridge', database: source.database })
    const commits = Array.from({ length: 50 }, (_, at) =>
      makeCommit({ subject: `Wrenfield ${at}x` }),
    )
    await storeCommits(company, await makeRepository(company), commits)
    companyIds = [String(company.id)]
    await anonymize({ from: source.ownerUrl, to: copy.ownerUrl })
  }, 60_000)

  afterAll(async () => {
    await source.drop()
    await copy.drop()
  })

  const check = (bound?: number) =>
    behind(source, (from) =>
      behind(copy, async (to) => {
        const tables = await readTables(from)
        const read = (note: (text: string) => void) =>
          readOriginals(from, tables, companyIds, async () => {}, note)
        return checkCopy(to, tables, read, bound)
      }),
    )

  test('finds nothing in a true copy', async () => {
    const { originals, found } = await check()
    expect(found).toEqual([])
    expect(originals).toBeGreaterThan(100)
  })

  test.each([
    [
      'public.teams.name',
      `INSERT INTO teams ("companyId", name)
      SELECT id, 'The Vexmoor Gorsebridge team' FROM companies`,
    ],
    [
      'public.commits.message',
      `UPDATE commits SET message = message || E'\\nWRENFIELD 7x'
      WHERE subject = (SELECT min(subject) FROM commits)`,
    ],
    ['public.analyses.receipt', `UPDATE analyses SET receipt = '{"zz": "ines ribeiro"}'`],
  ])('names %s, where one stands, and in several rounds too', async (column, sql) => {
    await copy.spoil(sql)
    expect((await check()).found).toEqual([column])
    expect((await check(40)).found).toEqual([column])
    await copy.spoil(
      `DELETE FROM teams; UPDATE commits SET message = ''; UPDATE analyses SET receipt = null`,
    )
  })
})
