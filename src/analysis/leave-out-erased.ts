import type pg from 'pg'
import type { CompanyQueries } from '../database/company.js'
import { digestOf } from '../database/digest.js'
import { type ErasedNames, pseudonym, readErased } from '../people/erased-names.js'
import { scrub } from '../people/scrub.js'

interface Staged {
  digest: Buffer
  name: string
  email: string
  mailmapName: string | null
  mailmapEmail: string | null
}

const moved = '(SELECT * FROM unnest($1::bytea[], $2::bytea[]) AS u (before, after)) AS u'

/** Everything that names an identity by its digest. */
const follow = [
  `UPDATE pg_temp.staged_commits s SET author = u.after FROM ${moved} WHERE s.author = u.before`,
  `UPDATE pg_temp.staged_commits s SET committer = u.after FROM ${moved} WHERE s.committer = u.before`,
  `UPDATE pg_temp.staged_ownership s SET identity = u.after FROM ${moved} WHERE s.identity = u.before`,
]

const rename = `UPDATE pg_temp.staged_identities s SET digest = u.after, name = u.name, email = u.email,
    "mailmapName" = NULL, "mailmapEmail" = NULL
  FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::text[]) AS u (before, after, name, email)
  WHERE s.digest = u.before`

const unmap = `UPDATE pg_temp.staged_identities SET "mailmapName" = NULL, "mailmapEmail" = NULL
  WHERE digest = ANY($1::bytea[])`

const rewrite = `UPDATE pg_temp.staged_commits s SET subject = u.subject, message = u.message
  FROM unnest($1::bytea[], $2::text[], $3::text[]) AS u (hash, subject, message) WHERE s.hash = u.hash`

/** Whose an identity is, by its own address or by what a .mailmap makes of it. */
const ownerOf = (erased: ErasedNames, { email, mailmapEmail }: Staged) =>
  erased.find('email', email) ?? erased.find('email', mailmapEmail)

async function identities(query: pg.PoolClient['query'], erased: ErasedNames): Promise<void> {
  const { rows } = await query<Staged>('SELECT * FROM pg_temp.staged_identities')
  const found = rows.flatMap((row) => {
    const owner = ownerOf(erased, row)
    if (!owner) return []
    const { name, email } = pseudonym(owner)
    return [{ before: row.digest, after: digestOf(name, email), name, email }]
  })
  const mapped = rows.filter(({ mailmapName }) => erased.find('name', mailmapName))
  await query(unmap, [mapped.map(({ digest }) => digest)])
  if (found.length === 0) return
  const pairs = [found.map(({ before }) => before), found.map(({ after }) => after)]
  for (const text of follow) await query(text, pairs)
  const faces = [found.map(({ name }) => name), found.map(({ email }) => email)]
  await query(rename, [...pairs, ...faces])
}

async function texts(query: pg.PoolClient['query'], erased: ErasedNames): Promise<void> {
  const read =
    'DECLARE said NO SCROLL CURSOR FOR SELECT hash, subject, message FROM pg_temp.staged_commits'
  await query(read)
  const changed: { hash: Buffer; subject: string; message: string }[] = []
  for (;;) {
    const { rows } = await query<(typeof changed)[number]>('FETCH 2000 FROM said')
    if (rows.length === 0) break
    for (const { hash, subject, message } of rows) {
      const now = { hash, subject: scrub(subject, erased), message: scrub(message, erased) }
      if (now.subject !== subject || now.message !== message) changed.push(now)
    }
  }
  await query('CLOSE said')
  await query(rewrite, [
    changed.map(({ hash }) => hash),
    changed.map(({ subject }) => subject),
    changed.map(({ message }) => message),
  ])
}

/** Puts pseudonyms into what is staged, before it is stored, for everybody who was erased. */
export async function leaveOutErased(
  query: pg.PoolClient['query'],
  queries: CompanyQueries,
): Promise<void> {
  const erased = await readErased(queries)
  if (!erased) return
  await identities(query, erased)
  await texts(query, erased)
}
