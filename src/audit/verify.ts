import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { beginning, isSame } from './chain.js'
import { checkPage, type PageState } from './check-page.js'
import { type Finding, Findings } from './findings.js'
import { readHead } from './heads.js'
import { type CheckpointKey, isSignedBy } from './signing.js'

/** What was found of one company's audit. */
export interface AuditCheck {
  companyId: bigint
  /** Entries that are there, and how many went with closed segments before them. */
  entries: number
  closed: bigint
  /** Where the chain ends, to be kept somewhere else and compared. */
  position: bigint
  digest: string
  /** Signed words that hold. */
  checkpoints: number
  findings: readonly Finding[]
}

/** An end of a chain that somebody wrote down outside the database. */
export interface KeptAnchor {
  companyId: bigint
  position: bigint
  digest: Uint8Array
}

/** Entries that are looked at in one transaction. */
const pageSize = 1000

function byPosition(anchors: readonly { position: bigint; digest: Uint8Array }[]) {
  const found = new Map<bigint, Uint8Array[]>()
  for (const { position, digest } of anchors)
    found.set(position, [...(found.get(position) ?? []), digest])
  return found
}

/**
 * Checks a company's audit: every entry's digest and its place in the chain, every trace that was not
 * erased, every signed checkpoint, and the end of the chain against the count that is kept apart.
 * @param kept ends of the chain that were kept outside the database
 * @param key without it signatures are not checked, which is a finding where there are any
 */
export async function verifyAudit(
  database: Database,
  companyId: bigint,
  key: CheckpointKey | null,
  kept: readonly KeptAnchor[] = [],
): Promise<AuditCheck> {
  const findings = new Findings()
  const { last, head, checkpoints } = await inCompany(database, companyId, async (db) => ({
    // Before the head, which may move on meanwhile.
    last: await db.auditEntry.aggregate({ _max: { position: true } }),
    head: await readHead(db),
    checkpoints: await db.auditCheckpoint.findMany({ orderBy: { position: 'asc' } }),
  }))
  const held = checkpoints.filter((checkpoint) => {
    const { position, keyId } = checkpoint
    if (!key) findings.add('unchecked', position, 'There is no key to check this checkpoint with.')
    else if (keyId !== key.id)
      findings.add('unchecked', position, 'Another key has signed this checkpoint.')
    else if (!isSignedBy(key, checkpoint))
      findings.add('forged', position, 'This checkpoint was not signed by this installation.')
    else return true
    return false
  })
  const closing = (key ? held : checkpoints).filter(({ closes }) => closes).at(-1)
  const start = closing?.position ?? 0n
  const state: PageState = {
    position: start,
    digest: closing ? new Uint8Array(closing.digest) : beginning,
    entries: 0,
    anchors: byPosition([...held, ...kept]),
  }
  while (
    await inCompany(database, companyId, (db) =>
      checkPage(db, state, { last: head.position, size: pageSize }, findings),
    )
  );
  if (state.position < head.position)
    findings.add(
      'truncated',
      state.position + 1n,
      `The last ${head.position - state.position} are missing.`,
    )
  else if (state.entries > 0 && !isSame(state.digest, head.digest))
    findings.add('changed', state.position, 'The end of the chain is another one than was counted.')
  if ((last._max.position ?? 0n) > head.position)
    findings.add(
      'changed',
      head.position + 1n,
      'Entries stand behind the counted end of the chain.',
    )
  const beyond = [...held, ...kept].find(({ position }) => position > head.position)
  if (beyond) findings.add('truncated', head.position + 1n, `There were ${beyond.position} once.`)
  return {
    ...{ companyId, entries: state.entries, closed: start, position: head.position },
    ...{ digest: Buffer.from(head.digest).toString('hex'), checkpoints: held.length },
    findings: findings.list,
  }
}
