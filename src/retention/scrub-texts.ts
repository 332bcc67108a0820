import type { CompanyQueries } from '../database/company.js'
import { type NamedQuery, namedQuery } from '../database/named-query.js'
import { type ErasedNames, readErased } from '../people/erased-names.js'
import { scrub, scrubBranch } from '../people/scrub.js'
import type { Erasure } from './erasures.js'

type Key = Record<string, string>
type Scrub = (text: string, erased: ErasedNames) => string

interface Row {
  key: Key
  texts: (string | null)[]
}

/** A table with texts: how its rows are read piece by piece, and how one of its texts is written. */
interface Place {
  read: NamedQuery<Row>
  write: NamedQuery<never>
  /** One for each text. */
  scrubs: Scrub[]
}

/** So many rows are looked at in one transaction. */
const atOnce = 2_000

/** @param key its columns after the company, with their types, in the order of an index */
function place(table: string, key: Record<string, string>, texts: Record<string, Scrub>): Place {
  const names = Object.keys(key)
  const said = (name: string) =>
    key[name] === 'bytea' ? `encode(x."${name}", 'hex')` : `x."${name}"::text`
  const read = (name: string, from: string) =>
    key[name] === 'bytea' ? `decode(${from}, 'hex')` : `(${from})::${key[name]}`
  const columns = Object.keys(texts)
  const all = (of: (name: string) => string) => names.map(of).join(', ')
  const after = all((name) => read(name, `$2::text::jsonb ->> '${name}'`))
  return {
    scrubs: Object.values(texts),
    read: namedQuery(
      `read-texts-of-${table.replaceAll('_', '-')}`,
      `SELECT jsonb_build_object(${all((name) => `'${name}', ${said(name)}`)}) AS key,
         ARRAY[${columns.map((name) => `x."${name}"`).join(', ')}]::text[] AS texts
       FROM ${table} x WHERE x."companyId" = $1
         AND ($2::text IS NULL OR (${all((name) => `x."${name}"`)}) > (${after}))
       ORDER BY ${all((name) => `x."${name}"`)} LIMIT ${atOnce}`,
    ),
    write: namedQuery(
      `write-texts-of-${table.replaceAll('_', '-')}`,
      `UPDATE ${table} x SET ${columns.map((name, at) => `"${name}" = u.texts ->> ${at}`).join(', ')}
       FROM (SELECT e -> 'key' AS key, e -> 'texts' AS texts
         FROM jsonb_array_elements($2::text::jsonb) AS e) AS u
       WHERE x."companyId" = $1
         AND ${names.map((name) => `x."${name}" = ${read(name, `u.key ->> '${name}'`)}`).join(' AND ')}`,
    ),
  }
}

/** Everything that people write, and hosts hand on, in the order in which it is looked through. */
export const places = {
  commits: place(
    'commits',
    { repositoryId: 'bigint', hash: 'bytea' },
    { subject: scrub, message: scrub },
  ),
  pull_requests: place(
    'pull_requests',
    { repositoryId: 'bigint', number: 'int' },
    { title: scrub, headBranch: scrubBranch },
  ),
  comments: place(
    'comments',
    { repositoryId: 'bigint', number: 'int', hostId: 'text' },
    { text: scrub },
  ),
  exclusions: place('exclusions', { id: 'bigint' }, { reason: scrub }),
} as const

/**
 * Looks through a piece of a table and puts pseudonyms where erased names stand.
 * @returns the last row looked at, null when none is left, and how many were changed
 */
export async function scrubTexts(
  queries: CompanyQueries,
  where: keyof typeof places,
  after: Erasure['after'],
): Promise<{ last: Key | null; changed: number }> {
  const { read, write, scrubs }: Place = places[where]
  const erased = await readErased(queries)
  const rows = await queries.run(read, after && JSON.stringify(after))
  if (!erased || rows.length === 0) return { last: null, changed: 0 }
  const changed = rows.flatMap(({ key, texts }) => {
    const now = texts.map((text, at) => text && scrubs[at]!(text, erased))
    return now.some((text, at) => text !== texts[at]) ? [{ key, texts: now }] : []
  })
  if (changed.length > 0) await queries.run(write, JSON.stringify(changed))
  return { last: rows.at(-1)!.key, changed: changed.length }
}
