import type { CompanyDatabase } from '../database/company.js'
import type { AuditEntry, AuditTrace } from '../generated/prisma/client.js'
import { digestOf, type Fields, isSame } from './chain.js'
import type { Findings } from './findings.js'
import { traceDigest } from './traces.js'

/** How far a check has come: the last entry seen, and what the next one must follow. */
export interface PageState {
  position: bigint
  digest: Uint8Array
  entries: number
  /** Digests that were signed, or kept elsewhere. */
  anchors: ReadonlyMap<bigint, Uint8Array[]>
}

/** Whether the entry's own content is what its digest says. */
function isWhole(entry: AuditEntry): boolean {
  const { before, after, ...columns } = entry
  const content = {
    ...columns,
    before: before as Fields | null,
    after: after as Fields | null,
  }
  return isSame(digestOf(entry.previous, content), entry.digest)
}

/** Whether a trace is the one that the chain has seen, or was emptied since. */
function isTrueTrace(seen: Uint8Array | null, trace: AuditTrace | undefined): boolean {
  if (seen === null || !trace) return seen === null && !trace
  if (trace.erasedAt !== null) return true
  return trace.salt !== null && isSame(traceDigest(trace.salt, trace), seen)
}

function checkTraces(entry: AuditEntry, traces: Map<string, AuditTrace>, findings: Findings): void {
  const { position, actorTrace, subjectTrace } = entry
  const sides = { actor: actorTrace, subject: subjectTrace }
  for (const [party, seen] of Object.entries(sides)) {
    const trace = traces.get(`${position} ${party}`)
    if (isTrueTrace(seen, trace)) continue
    const [kind, what] = trace ? (['changed', 'changed'] as const) : (['missing', 'gone'] as const)
    findings.add(kind, position, `What identifies the ${party} is ${what}.`)
  }
}

/** Where the entry stands, seen from the one before it. */
function checkPlace(entry: AuditEntry, state: PageState, known: Set<string>, findings: Findings) {
  const { position, previous } = entry
  const gap = position - state.position - 1n
  if (gap > 0n) {
    const which = gap === 1n ? `Entry ${state.position + 1n} is` : `${gap} entries are`
    findings.add('missing', state.position + 1n, `${which} missing here.`)
  } else if (!isSame(previous, state.digest)) {
    const isMoved = known.has(Buffer.from(previous).toString('hex'))
    if (isMoved)
      findings.add('reordered', position, 'This entry does not follow the one before it.')
    else findings.add('missing', position, 'The entry that this one follows is not there.')
  }
}

/**
 * Looks at the next entries of a chain up to `last`.
 * @returns whether there may be more
 */
export async function checkPage(
  db: CompanyDatabase,
  state: PageState,
  { last, size }: { last: bigint; size: number },
  findings: Findings,
): Promise<boolean> {
  const { position: after } = state
  const where = { position: { gt: after, lte: last } }
  const entries = await db.auditEntry.findMany({ where, orderBy: { position: 'asc' }, take: size })
  const end = entries.at(-1)?.position ?? last
  const found = await db.auditTrace.findMany({ where: { position: { gt: after, lte: end } } })
  const traces = new Map(found.map((trace) => [`${trace.position} ${trace.party}`, trace]))
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const known = new Set([hex(state.digest), ...entries.map(({ digest }) => hex(digest))])
  for (const entry of entries) {
    const { position, digest } = entry
    checkPlace(entry, state, known, findings)
    if (!isWhole(entry)) findings.add('changed', position, 'This entry was changed.')
    checkTraces(entry, traces, findings)
    if (state.anchors.get(position)?.some((signed) => !isSame(signed, digest)))
      findings.add('changed', position, 'A checkpoint has signed another entry here.')
    state.position = position
    state.digest = digest
    state.entries += 1
  }
  return entries.length === size
}
