import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymize, type Copied } from '../../src/anonymize/anonymize.js'
import { isOwnWord, tokensOf } from '../../src/anonymize/vocabulary.js'
import { createDemo } from '../../src/demo/create-demo.js'
import { makeDemo } from '../../src/demo/make-demo.js'
import { makeApp } from '../support/app.js'
import { behind, rowsOf, wholeText } from '../support/copies.js'
import { type SpareDatabase, spareDatabase } from '../support/spare-database.js'

let source: SpareDatabase
let copy: SpareDatabase
let companyId: bigint
let copied: Copied

beforeAll(async () => {
  source = await spareDatabase()
  copy = await spareDatabase()
  companyId = (await createDemo(source.database)).companyId
  await makeDemo(source.database, companyId)
  copied = await anonymize({ from: source.ownerUrl, to: copy.ownerUrl })
}, 600_000)

afterAll(async () => {
  await source.drop()
  await copy.drop()
})

const list = async (spare: SpareDatabase, sql: string) =>
  (await rowsOf<{ text: string }>(spare, sql)).map(({ text }) => text)

/** Everything that names or describes, as one question. */
const everything = [
  ...['name FROM companies', 'name FROM users', 'email FROM users', 'name FROM teams'],
  ...['name FROM developers', 'email FROM developers', 'name FROM identities'],
  ...['email FROM identities', 'username FROM host_accounts', 'name FROM host_accounts'],
  ...['name FROM repositories', 'source FROM repositories', '"webUrl" FROM repositories'],
  ...['subject FROM commits', 'message FROM commits', "encode(hash, 'hex') FROM commits"],
  ...['path FROM paths', 'title FROM pull_requests', 'url FROM pull_requests'],
  ...['"headBranch" FROM pull_requests', '"mergeCommit" FROM pull_requests', 'text FROM comments'],
  ...['origin FROM connections', 'scope FROM commits'],
]
  .map((one) => `SELECT ${one.replace(' FROM', '::text AS text FROM')}`)
  .join(' UNION ')

describe('a copy of the sample data', () => {
  test('holds none of its names, addresses, messages, paths, branches and hashes', async () => {
    const text = await behind(copy, wholeText)
    const originals = (
      await list(source, `SELECT text FROM (${everything}) AS t WHERE text <> ''`)
    ).map((one) => one.toLowerCase())
    expect(originals.length).toBeGreaterThan(10_000)
    // One of words of the fixed lists alone ("main", "package.json") is told of by no company.
    const telling = originals.filter((one) => !tokensOf(one).every(isOwnWord))
    expect(telling.length / originals.length).toBeGreaterThan(0.95)
    // A quick sieve before the slow look: a text stands nowhere whose parts do not.
    const size = 6
    const parts = new Set<string>()
    for (let at = 0; at + size <= text.length; at++) parts.add(text.slice(at, at + size))
    const found = telling.filter((one) => {
      for (let at = 0; at + size <= one.length; at++) {
        if (!parts.has(one.slice(at, at + size))) return false
      }
      // Of a single short word, whole words count: "wip" stands in many a pseudonym.
      if (one.length >= size) return text.includes(one)
      return new RegExp(
        `(?<![\\p{L}\\p{N}])${one.replace(/\W/g, '\\$&')}(?![\\p{L}\\p{N}])`,
        'u',
      ).test(text)
    })
    expect(found).toEqual([])
  })

  test.each([
    [
      'commits a weekday and hour',
      `extract(isodow FROM "authoredAt") * 100 + extract(hour FROM "authoredAt")`,
      'commits',
    ],
    ['commits a developer', '"authorId"', 'commits'],
    ['commits a type', 'type', 'commits'],
    ['lines', 'additions', 'commits'],
    ['effort', 'round("effortMid")', 'commits'],
    ['lengths of subjects', 'length(subject)', 'commits'],
    ['lengths of messages', 'length(message)', 'commits'],
    ['files a language', 'language', 'file_changes'],
    ['extensions', `coalesce(substring(path FROM '\\.[a-z]+$'), '')`, 'paths'],
    ['depths', `length(path) - length(replace(path, '/', ''))`, 'paths'],
    ['cycles', '"cycleSeconds"', 'pull_requests'],
    ['verdicts a reviewer', 'concat("accountId", verdict)', 'reviews'],
    ['lengths of comments', 'length(text)', 'comments'],
  ])('spreads %s as the original does, within 2 %', async (_what, value, table) => {
    const sql = `SELECT (${value})::text || ' ' || count(*) AS text FROM ${table} GROUP BY ${value} ORDER BY 1`
    expect(await list(copy, sql)).toEqual(await list(source, sql))
  })

  test('groups as the original does: by folder, domain, name and branch', async () => {
    const groups = [
      `SELECT folder AS key, "repositoryId" FROM paths`,
      `SELECT split_part(email, '@', 2) AS key, 1 FROM identities`,
      `SELECT name AS key, 1 FROM developers`,
      `SELECT split_part("headBranch", '/', 1) AS key, "repositoryId" FROM pull_requests`,
      `SELECT scope AS key, "repositoryId" FROM commits`,
    ]
    for (const group of groups) {
      const sql = `SELECT string_agg(n::text, ',' ORDER BY n) AS text
        FROM (SELECT count(*) AS n FROM (${group}) AS g (key, place) GROUP BY key, place) AS c`
      expect(await list(copy, sql), group).toEqual(await list(source, sql))
    }
    // A pull request still leads to the commit that it became.
    const merged = `SELECT count(*)::text AS text FROM pull_requests p JOIN commits c
      ON c."companyId" = p."companyId" AND encode(c.hash, 'hex') = p."mergeCommit"`
    expect(await list(copy, merged)).toEqual(await list(source, merged))
    expect(Number((await list(copy, merged))[0])).toBeGreaterThan(100)
  })

  test('opens in the product: overview, a repository, a pull request, a developer', async () => {
    const visitor = makeApp({ database: copy.database }).visitor()
    expect((await visitor.trySignIn(copied.owners[0]!.email, copied.password)).status).toBe(303)
    const [repository] = await list(copy, 'SELECT id::text AS text FROM repositories LIMIT 1')
    const [developer] = await list(copy, 'SELECT id::text AS text FROM developers LIMIT 1')
    const [pull] = await list(
      copy,
      `SELECT concat('/pull-requests/', "repositoryId", '/', number) AS text FROM pull_requests LIMIT 1`,
    )
    for (const page of ['/', `/repositories/${repository}`, pull!, `/developers/${developer}`]) {
      const { status, text } = await visitor.get(page)
      expect([page, status]).toEqual([page, 200])
      expect(text).not.toMatch(/Quillhaven|Okafor|checkout-api/i)
    }
  })
})
