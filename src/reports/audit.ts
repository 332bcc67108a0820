import { type AuditAction, auditActions, describeAction } from '../audit/actions.js'
import { type AuditFilter, countAudit, listAudit, type ReadEntry } from '../audit/read.js'
import type { CompanyDatabase } from '../database/company.js'
import type { AuditPage, AuditRow } from './settings-types.js'

const pageSize = 50

/** What an entry is about can be asked for by these. */
const subjects = [
  'company',
  'user',
  'invitation',
  'team',
  'developer',
  'repository',
  'connection',
  'analysis',
] as const

const known = (action: string): action is AuditAction =>
  auditActions.includes(action as AuditAction)

/** Who did it, in words: nobody, somebody unknown, or somebody whose name was erased. */
function actorOf({ actorId, actorName, ip, userAgent }: ReadEntry): string {
  if (actorId !== null) return actorName ?? `Somebody erased (user ${actorId})`
  return ip === null && userAgent === null ? 'Codevisto' : 'Somebody unknown'
}

function subjectOf(entry: ReadEntry, names: Names): string | null {
  const { subjectType, subjectId, subjectName, subjectEmail, actorId, after, before } = entry
  if (subjectType === null || subjectType === 'company') return null
  if (subjectType === 'user' && subjectId === actorId) return null
  const said = subjectName ?? subjectEmail ?? after?.name ?? before?.name
  const name = said ?? names.get(`${subjectType} ${subjectId}`)
  return `${subjectType} ${name ?? subjectId ?? ''}`.trim()
}

const word = (value: unknown) => (value === null || value === '' ? 'none' : String(value))

/** "role: developer → manager", field by field, in the order of the action's own list. */
function changes({ action, before, after }: ReadEntry): string[] {
  const held = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const names = known(action) ? describeAction(action).fields : [...held]
  return names
    .filter((name) => held.has(name))
    .map((name) => {
      const [old, now] = [before?.[name], after?.[name]]
      if (old === undefined) return `${name}: ${word(now)}`
      return now === undefined ? `${name}: ${word(old)}` : `${name}: ${word(old)} → ${word(now)}`
    })
}

type Names = ReadonlyMap<string, string>

/** What teams and repositories are called now, by type and id: names of things, not of people. */
async function namesOf(db: CompanyDatabase, entries: readonly ReadEntry[]): Promise<Names> {
  const idsOf = (type: string) =>
    entries.flatMap(({ subjectType, subjectId }) =>
      subjectType === type && subjectId !== null ? [subjectId] : [],
    )
  const select = { id: true, name: true }
  const teams = await db.team.findMany({ where: { id: { in: idsOf('team') } }, select })
  const where = { id: { in: idsOf('repository') } }
  const repositories = await db.repository.findMany({ where, select })
  const connections = await db.connection.findMany({
    where: { id: { in: idsOf('connection') } },
    select,
  })
  return new Map([
    ...teams.map(({ id, name }) => [`team ${id}`, name] as const),
    ...repositories.map(({ id, name }) => [`repository ${id}`, name] as const),
    ...connections.map(({ id, name }) => [`connection ${id}`, name] as const),
  ])
}

const auditRow = (entry: ReadEntry, names: Names = new Map()): AuditRow => ({
  ...{ position: String(entry.position), at: entry.at, actor: actorOf(entry) },
  actorEmail: entry.actorEmail,
  says: known(entry.action) ? describeAction(entry.action).says : entry.action,
  action: entry.action,
  subject: subjectOf(entry, names),
  changes: changes(entry),
  ...{ ip: entry.ip, userAgent: entry.userAgent, requestId: entry.requestId },
})

/** `/settings/audit`: entries of a filter, newest first, fifty to a page. */
export async function audit(
  db: CompanyDatabase,
  filter: AuditFilter,
  { timeZone, page }: { timeZone: string; page: number },
): Promise<
  Pick<AuditPage, 'rows' | 'total' | 'from' | 'actors' | 'actions' | 'subjects' | 'hasOlder'>
> {
  const total = await countAudit(db, filter, timeZone)
  const skip = (page - 1) * pageSize
  const rows = await listAudit(db, filter, timeZone, { skip, take: pageSize })
  const names = await namesOf(db, rows)
  const users = await db.user.findMany({
    select: { id: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return {
    ...{
      rows: rows.map((row) => auditRow(row, names)),
      total,
      from: skip + 1,
      hasOlder: page * pageSize < total,
    },
    actors: users.map(({ id, ...user }) => ({ id: String(id), ...user })),
    actions: auditActions.map((action) => ({ action, says: describeAction(action).says })),
    subjects: [...subjects],
  }
}

/** The columns of the exported audit. */
export const auditColumns = [
  ...['position', 'at', 'actorId', 'actor', 'actorEmail', 'action', 'subjectType', 'subjectId'],
  ...['subject', 'subjectEmail', 'changes', 'ip', 'userAgent', 'requestId'],
] as const

/** An entry as a row of the export. */
export function auditCells(entry: ReadEntry): string[] {
  const row = auditRow(entry)
  return [
    ...[row.position, entry.at.toISOString(), entry.actorId, row.actor, entry.actorEmail],
    ...[entry.action, entry.subjectType, entry.subjectId, entry.subjectName, entry.subjectEmail],
    ...[row.changes.join('; '), entry.ip, entry.userAgent, entry.requestId],
  ].map((value) => (value === null ? '' : String(value)))
}
