import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { migrate } from '../database/migrate.js'
import { sayPurpose } from '../database/purpose.js'
import { hashPassword } from '../people/passwords.js'
import { Problem } from '../platform/errors.js'
import { quotedTable, readTables, type Table, withoutRule } from './catalogue.js'
import { type Checked, checkCopy } from './check-copy.js'
import { copyAudit } from './copy-audit.js'
import { copyTable } from './copy-table.js'
import { keyedPseudonyms, newKey, type RunSecrets } from './keyed-pseudonyms.js'
import { readOriginals } from './originals.js'
import { policy } from './policy.js'
import { beginCopying, bindCompany, companiesOf, connect, openSource } from './source.js'
import { liftRowSecurity, moveSequences, refuseSameServer, refuseTarget } from './target.js'
import { wordOf } from './vocabulary.js'

/** An owner of each company, of ten at most. */
const ownersOf = `SELECT DISTINCT ON (c.id) c.name AS company, u.email FROM public.companies c
  JOIN public.users u ON u."companyId" = c.id AND u.role = 'owner' AND u."deactivatedAt" IS NULL
  ORDER BY c.id, u.id LIMIT 10`

interface Both {
  source: pg.Client
  target: pg.Client
}

/** What was copied. */
export interface Copied {
  companies: number
  rows: number
  check: Checked
  /** Everybody's, in the copy. */
  password: string
  /** Whom to sign in as: owners of the first companies, under their pseudonyms. */
  owners: { company: string; email: string }[]
}

export interface AnonymizeOptions {
  /** Connection strings of the two owners. */
  from: string
  to: string
  /** Told of each step. */
  onStep?: (sentence: string) => void
}

const newPassword = () => Array.from({ length: 4 }, () => wordOf(randomInt(2 ** 15))).join('-')

function refuseUnruled(tables: readonly Table[]): void {
  const missing = withoutRule(tables)
  if (missing.length === 0) return
  throw new Problem(
    `Nothing says what becomes of ${missing.join(', ')}.`,
    'Give it a rule in src/anonymize/policy.ts before anything is copied.',
  )
}

/**
 * Tells the planner of a table that has grown much since it was last told: the foreign keys of the
 * tables behind it are checked with plans that would otherwise be those for an empty one.
 */
function teller(target: pg.Client) {
  const tables = new Map<string, { rows: number; known: number }>()
  return async ({ name }: Table, added: number): Promise<void> => {
    const { rows, known } = tables.get(name) ?? { rows: 0, known: 0 }
    const now = rows + added
    const isNews = now >= 1000 && now > known * 4
    if (isNews) await target.query(`ANALYZE ${quotedTable(name)}`)
    tables.set(name, { rows: now, known: isNews ? now : known })
  }
}

/** Copies all companies, one after the other, table by table. */
async function copyAll(
  both: Both,
  tables: readonly Table[],
  companyIds: readonly string[],
  secrets: RunSecrets,
): Promise<number> {
  let rows = 0
  const tell = teller(both.target)
  for (const companyId of companyIds) {
    await bindCompany(both.source, companyId)
    const to = keyedPseudonyms(secrets, companyId)
    for (const table of tables.filter(({ name }) => policy[name]!.rows === 'copied')) {
      const added = await copyTable(both, table, companyId, to)
      await tell(table, added)
      rows += added
    }
    rows += await copyAudit(both, companyId, to)
  }
  return rows
}

async function copyAndCheck(both: Both, tell: (sentence: string) => void): Promise<Copied> {
  const { source, target } = both
  const tables = await readTables(source)
  refuseUnruled(tables)
  const companyIds = await companiesOf(source)
  const password = newPassword()
  const secrets = { key: newKey(), password: await hashPassword(password) }
  await beginCopying(target, '')
  const forceAgain = await liftRowSecurity(target)
  // It would move the count of entries row by row; the count is written with the last one instead.
  await target.query('ALTER TABLE public.audit_entries DISABLE TRIGGER chain')
  tell(`Copying ${companyIds.length} companies…`)
  const rows = await copyAll(both, tables, companyIds, secrets)
  await target.query('ALTER TABLE public.audit_entries ENABLE TRIGGER chain')
  await moveSequences(target)
  tell(`Looking for every original text in ${rows} rows…`)
  const readAll = (note: (text: string) => void) =>
    readOriginals(source, tables, companyIds, (id) => bindCompany(source, id), note)
  const check = await checkCopy(target, tables, readAll)
  if (check.found.length > 0) {
    throw new Problem(
      `An original text stands in the copy, in ${check.found.join(', ')}.`,
      'Nothing was kept of the copy. Give these columns another rule in src/anonymize/policy.ts.',
    )
  }
  await forceAgain()
  await sayPurpose(target, 'copy')
  await target.query('COMMIT')
  const { rows: owners } = await target.query<Copied['owners'][number]>(ownersOf)
  return { companies: companyIds.length, rows, check, password, owners }
}

/**
 * Copies a database with a pseudonym in the place of everything that names or describes somebody or
 * something of a customer's. All of it appears at once, checked, or nothing does. What both sides hold
 * in memory does not grow with the data.
 * @throws Problem for a source or target that will not do, or a copy that holds an original text
 */
export async function anonymize({
  from,
  to,
  onStep = () => {},
}: AnonymizeOptions): Promise<Copied> {
  refuseSameServer(from, to)
  const source = await openSource(from)
  try {
    const target = await connect(to, '--to')
    try {
      await refuseTarget(source, target)
      await migrate({ ownerUrl: to, appUrl: null })
      const copied = await copyAndCheck({ source, target }, onStep)
      await target.query('ANALYZE')
      return copied
    } finally {
      // What was not committed is gone with the connection.
      await target.end()
    }
  } finally {
    await source.end()
  }
}
