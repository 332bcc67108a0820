import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymize, type Copied } from '../../src/anonymize/anonymize.js'
import { readTables } from '../../src/anonymize/catalogue.js'
import { policy } from '../../src/anonymize/policy.js'
import { verifyAudit } from '../../src/audit/verify.js'
import { inCompany } from '../../src/database/company.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { makeApp } from '../support/app.js'
import { canaryCompany, plantCanaries } from '../support/canaries.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { analyzeIn, behind, rowsOf, wholeText } from '../support/copies.js'
import { GitRepository } from '../support/git-repository.js'
import { orphans } from '../support/orphans.js'
import { type SpareDatabase, spareDatabase } from '../support/spare-database.js'

let source: SpareDatabase
let copy: SpareDatabase
let again: SpareDatabase
let company: TestCompany
let canaries: string[]
let copied: Copied
let folder: string

/** Words that stand nowhere but in this repository, and in the rows that are made of it. */
const words = ['Quentinella', 'Ashdown', 'vexmoor', 'Tamsinvale', 'gorsebridge', 'wrenfield']

/** Scopes that are words of the product too: found in its own columns, they are no leak. */
const scopes = ['wrenfield', 'lineage', 'measured', 'since', 'copy', 'under', 'settings', 'null']

function makeRepository(repository: GitRepository): string {
  const by = { author: 'Quentinella Ashdown', email: 'quentinella@vexmoor.io' }
  const code = (lines: number) =>
    Array.from({ length: lines }, (_, at) => `if (a${at}) b(${at})\n`).join('')
  for (let day = 0; day < 40; day++) {
    repository.commit({
      ...(day % 3 === 0
        ? by
        : { author: `Tamsinvale ${day % 2}`, email: `t${day % 2}@vexmoor.io` }),
      message: `fix(${scopes[day % 8]}): Tamsinvale ${day}\n\nSaid by gorsebridge.\n\nReviewed-by: T <t@vexmoor.io>`,
      files: {
        [`src/wrenfield/gorsebridge${day % 7}.ts`]: code(30 + day),
        [`test/wrenfield/gorsebridge${day % 7}.test.ts`]: code(5 + day),
        'README.md': `${day}\n`,
      },
      at: Date.UTC(2026, 2, 1 + day, 7 + (day % 11), 20) / 1000,
      offset: '+0200',
    })
  }
  return repository.save()
}

beforeAll(async () => {
  source = await spareDatabase()
  copy = await spareDatabase()
  again = await spareDatabase()
  folder = await mkdtemp(join(tmpdir(), 'codevisto-test-copy-'))
  const told = { name: 'Vexmoor', timeZone: 'Europe/Berlin', database: source.database }
  company = await makeCompany(told)
  const repository = await GitRepository.create()
  await analyzeIn(source, company, makeRepository(repository), folder)
  await repository.remove()
  canaries = await behind(source, plantCanaries)
  copied = await anonymize({ from: source.ownerUrl, to: copy.ownerUrl })
  await anonymize({ from: source.ownerUrl, to: again.ownerUrl })
}, 120_000)

afterAll(async () => {
  for (const spare of [source, copy, again]) await spare?.drop()
  await rm(folder, { recursive: true, force: true })
})

/** Tables that the copy's own triggers write: what stands there came with the copied rows. */
const selfWritten = new Set(['public.fact_stamps'])

/** One row of one column. */
async function one<Value>(spare: SpareDatabase, sql: string): Promise<Value> {
  const [row] = await rowsOf<Record<string, Value>>(spare, sql)
  return Object.values(row!)[0]!
}

type Json = Record<string, unknown>

const list = async (spare: SpareDatabase, sql: string) =>
  (await rowsOf<{ text: string }>(spare, sql)).map(({ text }) => text)

describe('a copy', () => {
  test('holds none of the texts that stood in any column of any table', async () => {
    const text = await behind(copy, wholeText)
    const original = await behind(source, wholeText)
    expect(canaries.length).toBeGreaterThan(150)
    expect(canaries.filter((canary) => !original.includes(canary))).toEqual([])
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([])
    for (const word of words.map((one) => one.toLowerCase())) {
      expect(original).toContain(word)
      expect(text).not.toContain(word)
    }
    expect(copied.check.originals).toBeGreaterThan(canaries.length / 2)
  })

  test('has every row of what is copied, none of what is left out, and nothing points nowhere', async () => {
    for (const { name } of await behind(source, readTables)) {
      // A canary is no party of an entry: nothing leads to its trace.
      const where = name === 'public.audit_traces' ? "WHERE party IN ('actor', 'subject')" : ''
      const sql = `SELECT count(*)::int AS n FROM ${name} ${where}`
      const [before, after] = [await one<number>(source, sql), await one<number>(copy, sql)]
      const { rows, only } = policy[name]!
      const isSame = rows !== 'left out' && !only
      expect(before, name).toBeGreaterThan(0)
      if (!selfWritten.has(name)) expect(after, name).toBe(isSame ? before : 0)
    }
    expect(await orphans(copy.superUrl)).toEqual([])
  })

  test('has the same numbers, hours and weekdays, some whole weeks earlier', async () => {
    const sums = `SELECT concat_ws(' ', count(*), sum(additions), sum(deletions), sum("codeAdditions"),
      sum("effortMid"), sum("complexityDelta"), count(DISTINCT "authorId"), sum(length(subject)),
      sum(length(message)), count(scope), string_agg(DISTINCT type::text, ',')) FROM commits
      WHERE "companyId" = ${company.id}`
    expect(await one(copy, sums)).toBe(await one(source, sums))
    const clock = `SELECT to_char("authoredAt" AT TIME ZONE 'UTC', 'ID HH24:MI') || ' '
      || extract(isodow FROM "localDay") || ' ' || extract(isodow FROM "localWeek") AS text
      FROM commits WHERE "companyId" = ${company.id} ORDER BY 1`
    expect(await list(copy, clock)).toEqual(await list(source, clock))
    const first = `SELECT min("localDay")::text FROM commits WHERE "companyId" = ${company.id}`
    const [before, after] = [await one<string>(source, first), await one<string>(copy, first)]
    const days = (Date.parse(before) - Date.parse(after)) / 86_400_000
    expect(days % 7).toBe(0)
    expect(days).toBeGreaterThan(0)
  })

  test('keeps together what was together', async () => {
    const groups = `SELECT concat_ws(' ', count(DISTINCT email), count(DISTINCT split_part(email, '@', 2)),
      count(DISTINCT name)) FROM identities WHERE "companyId" = ${company.id}`
    expect(await one(copy, groups)).toBe(await one(source, groups))
    const folders = `SELECT string_agg(n::text, ',' ORDER BY n) FROM (SELECT count(*) AS n FROM paths
      WHERE "companyId" = ${company.id} GROUP BY folder) AS f`
    expect(await one(copy, folders)).toBe(await one(source, folders))
    const kinds = `SELECT string_agg(DISTINCT regexp_replace(path, '[a-z-]+/[a-z0-9-]+(\\.|$)', '/'), ' ')
      FROM paths WHERE path LIKE 'test/%.test.ts' AND "companyId" = ${company.id}`
    expect(await one(copy, kinds)).toBe('test//test.ts')
    const same = `SELECT count(*)::int FROM developers d JOIN identities i ON i."companyId" = d."companyId"
      AND i."developerId" = d.id AND i.email = d.email AND i.name = d.name`
    expect(await one(copy, same)).toBe(await one(source, same))
    const digests = `SELECT bool_and(digest = sha256(convert_to(path, 'UTF8'))) FROM paths`
    expect(await one(copy, digests)).toBe(true)
    const keys = `SELECT bool_and(digest = sha256(convert_to(name, 'UTF8') || '\\x00'::bytea
      || convert_to(email, 'UTF8'))) FROM identities`
    expect(await one(copy, keys)).toBe(true)
  })

  test('has nothing in common with another copy of the same', async () => {
    const texts = `SELECT name AS text FROM developers UNION SELECT email FROM identities
      UNION SELECT path FROM paths WHERE path NOT LIKE '%README%' UNION SELECT encode(hash, 'hex') FROM commits UNION SELECT source FROM repositories`
    // Not the words of messages: a short line of few words can be the same by chance.
    const [ours, theirs] = [await list(copy, texts), await list(again, texts)]
    expect(ours.length).toBe(theirs.length)
    expect(ours.filter((text) => theirs.includes(text))).toEqual([])
  })

  test('opens nothing: no token, no second factor, no session', async () => {
    const open = `SELECT count(*)::int FROM connections
      WHERE num_nonnulls(token, "webhookSecret", "tokenEnd") > 0`
    expect(await one(copy, open)).toBe(0)
    const factors = `SELECT count(*)::int FROM users
      WHERE num_nonnulls("totpSecret", "totpStep", "secondFactorAt", "newEmail") > 0`
    expect(await one(copy, factors)).toBe(0)
    expect(await one(copy, 'SELECT bool_or("requiresSecondFactor") FROM companies')).toBe(false)
    expect(await one(copy, 'SELECT count("erasureSalt")::int FROM companies')).toBe(0)
    expect(await one(copy, 'SELECT count(DISTINCT "passwordHash")::int FROM users')).toBe(1)
  })

  test('keeps what an analysis says of itself, but for the branch and the hash', async () => {
    const sql = `SELECT receipt FROM analyses WHERE "companyId" = ${company.id}`
    const [before, after] = [await one<Json>(source, sql), await one<Json>(copy, sql)]
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort())
    for (const key of ['method', 'measured', 'skipped', 'anomalies', 'windowComplete', 'branch']) {
      expect(after[key], key).toEqual(before[key])
    }
    const head = `SELECT encode("headHash", 'hex') FROM repositories WHERE "companyId" = ${company.id}`
    expect(after.headHash).toBe(await one(copy, head))
    expect(after.headHash).not.toBe(before.headHash)
  })

  test('leaves nothing in line: an analysis that waited has failed, and says why', async () => {
    const sql = `SELECT state || ' ' || "faultTitle" FROM analyses WHERE "companyId" = ${canaryCompany}`
    expect(
      await one(source, `SELECT state::text FROM analyses WHERE "companyId" = ${canaryCompany}`),
    ).toBe('waiting')
    expect(await one(copy, sql)).toBe('failed It was under way when the copy was made.')
  })

  test('has an audit that holds, and roll-ups that agree', async () => {
    for (const id of [company.id, BigInt(canaryCompany)]) {
      const { findings, entries } = await verifyAudit(copy.database, id, null)
      expect(findings).toEqual([])
      expect(entries).toBeGreaterThan(0)
    }
    expect(await inCompany(copy.database, company.id, checkRollUps)).toEqual([])
    const actions = `SELECT action || ' ' || coalesce(after::text, '') AS text FROM audit_entries
      WHERE "companyId" = ${company.id} ORDER BY position`
    expect(await list(copy, actions)).toEqual(await list(source, actions))
  })

  test('goes on with its ids where the original had got to', async () => {
    const made = await inCompany(copy.database, company.id, (db) =>
      db.team.create({ data: { companyId: company.id, name: 'New' } }),
    )
    expect(made.id).toBeGreaterThan(0n)
    expect(await one(copy, 'SELECT max(id)::text FROM teams')).toBe(String(made.id))
  })
})

/** Numbers of a table, whoever and whenever they are about. */
const numbersOf = (csv: string) =>
  csv
    .split(/[\r\n,;]+/)
    .filter((cell) => /^-?\d+(\.\d+)?$/.test(cell))
    .sort()

describe('the product on a copy', () => {
  test('lets people in with the printed password, and shows the numbers of the original', async () => {
    const first = `SELECT min("localDay")::text FROM commits WHERE "companyId" = ${company.id}`
    const period = (day: string) => {
      const last = new Date(Date.parse(day) + 60 * 86_400_000).toISOString().slice(0, 10)
      return `?from=${day}&to=${last}`
    }
    const email = await one<string>(
      copy,
      `SELECT email FROM users WHERE "companyId" = ${company.id}`,
    )
    const visitor = makeApp({ database: copy.database }).visitor()
    expect((await visitor.trySignIn(email, copied.password)).status).toBe(303)
    const before = await makeApp({ database: source.database }).visitor().signIn(company.owner)
    const [then, now] = [await one<string>(source, first), await one<string>(copy, first)]
    for (const page of ['/work.csv', '/health.csv', '/commits.csv', '/repositories.csv']) {
      const shown = await visitor.get(page + period(now))
      const told = await before.get(page + period(then))
      expect([page, shown.status, told.status]).toEqual([page, 200, 200])
      expect(numbersOf(shown.text).length, page).toBeGreaterThan(0)
      expect(numbersOf(shown.text), page).toEqual(numbersOf(told.text))
    }
    const repository = await one(
      copy,
      `SELECT id::text FROM repositories WHERE "companyId" = ${company.id}`,
    )
    const developer = await one(
      copy,
      `SELECT id::text FROM developers WHERE "companyId" = ${company.id}`,
    )
    const hash = await one(
      copy,
      `SELECT encode(hash, 'hex') FROM commits WHERE "companyId" = ${company.id}`,
    )
    const pages = ['/', '/delivery', '/reviews', '/work', '/health', '/commits', '/pull-requests']
    const settings = ['teams', 'users', 'connections', 'identities', 'audit', 'audit/check', 'data']
    const all = [
      ...pages.map((page) => page + period(now)),
      ...[`/repositories/${repository}`, `/repositories/${repository}/history`],
      ...[`/developers/${developer}`, `/commits/${repository}/${hash}`, '/signals'],
      ...settings.map((page) => `/settings/${page}`),
    ]
    for (const page of all) {
      const { status, text } = await visitor.get(page)
      expect([page, status]).toEqual([page, 200])
      for (const word of words) expect(text, page).not.toContain(word)
    }
  })
})
