import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { beginning, digestOf, type Fields } from '../audit/chain.js'
import { type PersonType, sealed } from '../audit/traces.js'
import { ofCompany } from './copy-table.js'
import { readCell, writeCell } from './copy-text.js'
import { record } from './json-rules.js'
import { policy } from './policy.js'
import { auditFields } from './policy-audit.js'
import type { Pseudonyms } from './pseudonyms.js'
import { RowSink, readRows } from './row-stream.js'

/** So many entries are written before what identifies the people in them: those point at them. */
const atOnce = 200

const bytes = (value: Uint8Array | null) =>
  value === null ? null : `\\x${Buffer.from(value).toString('hex')}`
const line = (cells: (string | null)[]) => cells.map(writeCell).join('\t')

/** Entries in their order, each with its traces; five cells are a trace's. */
function question(companyId: string, weeks: number): string {
  const trace = (alias: string) =>
    `${alias}."personType", ${alias}."personId", ${alias}.name, ${alias}.email,
     to_char(${alias}."erasedAt" - interval '${weeks * 7} days', 'YYYY-MM-DD"T"HH24:MI:SS.MSOF')`
  const join = (alias: string, party: string) =>
    `LEFT JOIN public.audit_traces ${alias} ON ${alias}."companyId" = e."companyId"
     AND ${alias}.position = e.position AND ${alias}.party = '${party}'`
  return `SELECT (extract(epoch FROM e.at - interval '${weeks * 7} days') * 1000)::bigint, e.action,
    e."actorId", e."subjectType", e."subjectId", e.before, e.after, ${trace('a')}, ${trace('s')}
    FROM public.audit_entries e ${join('a', 'actor')} ${join('s', 'subject')}
    WHERE e.${ofCompany('public.audit_entries', companyId)} ORDER BY e.position`
}

/** What the policy makes of a text of one of the audit's tables. */
function ruled(
  table: 'audit_entries' | 'audit_traces',
  column: string,
  text: string | null,
  to: Pseudonyms,
): string | null {
  const { put } = policy[`public.${table}`]!.columns[column]!
  return text === null || !put ? text : put(text, to)
}

/** A trace under its pseudonym, sealed anew; one that was erased stays empty. */
function traceOf(cells: (string | null)[], to: Pseudonyms) {
  const [personType, personId, name, email, erasedAt] = cells as [string | null, ...string[]]
  if (personType === null) return null
  const type = ruled('audit_traces', 'personType', personType, to) as PersonType
  const about = { personType: type, personId: personId ?? null }
  const empty = { salt: null, name: null, email: null }
  if (erasedAt) return { digest: randomBytes(32), row: { ...about, ...empty, erasedAt } }
  const { row, digest } = sealed({
    ...{ ...about, personId: null, ip: null, userAgent: null },
    ...{ name: name ? to.name(name) : null, email: email ? to.email(email) : null },
  })
  return { digest, row: { ...row, ...about, erasedAt: null } }
}

function fieldsOf(cell: string | null, subjectType: string | null, to: Pseudonyms): Fields | null {
  if (cell === null) return null
  const name = subjectType === 'repository' ? 'slug' : 'title'
  return record(auditFields(name))(JSON.parse(cell), to) as Fields
}

/**
 * Writes a company's audit anew: the same deeds at the same hours, in a chain of its own that holds.
 * Nobody's network address or browser comes along, and no signature.
 * @returns how many entries there are
 */
export async function copyAudit(
  { source, target }: { source: pg.Client; target: pg.Client },
  companyId: string,
  to: Pseudonyms,
): Promise<number> {
  const entries = new RowSink(
    target,
    `public.audit_entries ("companyId", position, at, action, "actorId", "subjectType", "subjectId",
     before, after, "actorTrace", "subjectTrace", previous, digest)`,
  )
  const traces = new RowSink(
    target,
    `public.audit_traces ("companyId", position, party, "personType", "personId", salt, name, email,
     "erasedAt")`,
  )
  let [position, previous] = [0, beginning as Uint8Array<ArrayBuffer>]
  for await (const row of readRows(source, question(companyId, to.weeks))) {
    const cells = row.split('\t').map(readCell)
    const [at, said, actorId, about, subjectId, before, after] = cells as (string | null)[]
    const action = ruled('audit_entries', 'action', said!, to)!
    const subjectType = ruled('audit_entries', 'subjectType', about!, to)
    const sides = { actor: traceOf(cells.slice(7, 12), to), subject: traceOf(cells.slice(12), to) }
    const id = (text: string | null | undefined) => (text ? BigInt(text) : null)
    const content = {
      ...{ companyId: BigInt(companyId), at: new Date(Number(at)), action },
      ...{ actorId: id(actorId), subjectType, subjectId: id(subjectId) },
      before: fieldsOf(before ?? null, subjectType, to),
      after: fieldsOf(after ?? null, subjectType, to),
      requestId: null,
      ...{ actorTrace: sides.actor?.digest ?? null, subjectTrace: sides.subject?.digest ?? null },
    }
    const digest = digestOf(previous, content)
    position += 1
    const shown = [content.before, content.after].map((one) => one && JSON.stringify(one))
    await entries.add(
      line([
        ...[companyId, String(position), content.at.toISOString(), action, actorId ?? null],
        ...[subjectType, subjectId ?? null, ...shown],
        ...[bytes(content.actorTrace), bytes(content.subjectTrace), bytes(previous), bytes(digest)],
      ]),
    )
    for (const [party, side] of Object.entries(sides)) {
      if (!side) continue
      const { personType, personId, salt, name, email, erasedAt } = side.row
      const told = [personType, personId, bytes(salt), name, email, erasedAt]
      await traces.add(line([companyId, String(position), party, ...told]))
    }
    previous = digest
    if (position % atOnce > 0) continue
    await entries.flush()
    await traces.flush()
  }
  await entries.flush()
  await traces.flush()
  await target.query(
    'INSERT INTO directory.audit_heads ("companyId", position, digest) VALUES ($1, $2, $3)',
    [companyId, position, Buffer.from(previous)],
  )
  return position
}
