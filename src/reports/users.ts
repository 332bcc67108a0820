import { grantable, mayTouch } from '../access/ranks.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Role } from '../generated/prisma/enums.js'
import { lastSeen } from '../people/last-seen.js'
import { ownDeveloper } from '../people/own-developer.js'
import type { RoleChoice, UserPage, UserRemovalPage, UserRow, UsersPage } from './settings-types.js'

/** Whoever looks at the page. */
interface Viewer {
  id: bigint
  role: Role
}

const does: Record<Role, string> = {
  owner: 'Everything, also the audit and handing the company over.',
  admin: 'People, repositories and corrections of data.',
  manager: 'All dashboards and every commit.',
  developer: 'The numbers of the company, and their own commits.',
}

const shown = {
  ...{ id: true, name: true, email: true, role: true },
  ...{ deactivatedAt: true, createdAt: true },
} as const

interface Row {
  id: bigint
  name: string
  email: string
  role: Role
  deactivatedAt: Date | null
}

const userRow = (row: Row, viewer: Viewer, seen: Map<bigint, Date>): UserRow => ({
  ...{ id: String(row.id), href: `/settings/users/${row.id}` },
  ...{ name: row.name, email: row.email, role: row.role },
  isActive: row.deactivatedAt === null,
  isSelf: row.id === viewer.id,
  lastSeenAt: seen.get(row.id) ?? null,
})

/** `/settings/users`: everybody who signs in, by name. */
export async function users(db: CompanyDatabase, viewer: Viewer): Promise<UsersPage> {
  const seen = await lastSeen(db)
  const rows = await db.user.findMany({ select: shown, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
  return { rows: rows.map((row) => userRow(row, viewer, seen)) }
}

/** The roles that may be given to somebody, the one they have among them. */
const choices = (viewer: Viewer, current: Role): RoleChoice[] =>
  grantable(viewer.role).map((role) => ({ role, does: does[role], isCurrent: role === current }))

/** Whose commits are somebody's own, or of whom they could be. */
async function whoseWork(
  db: CompanyDatabase,
  userId: bigint,
): Promise<Pick<UserPage, 'developer' | 'developers'>> {
  const select = { id: true, name: true, email: true } as const
  const own = await ownDeveloper(db, userId)
  const known = own === null ? null : await db.developer.findFirst({ where: { id: own }, select })
  if (known) {
    const href = `/settings/identities/${known.id}`
    return { developer: { name: known.name, href }, developers: [] }
  }
  const found = await db.developer.findMany({
    ...{ where: { isBot: false, identities: { some: {} } }, select },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return { developer: null, developers: found.map((row) => ({ ...row, id: String(row.id) })) }
}

/** `/settings/users/:id`, or null when there is nobody. */
export async function user(
  db: CompanyDatabase,
  id: bigint,
  viewer: Viewer,
): Promise<UserPage | null> {
  const row = await db.user.findFirst({ where: { id }, select: shown })
  if (!row) return null
  const owners = await db.user.count({ where: { role: 'owner', deactivatedAt: null } })
  const isActive = row.deactivatedAt === null
  return {
    ...userRow(row, viewer, await lastSeen(db)),
    createdAt: row.createdAt,
    roles: mayTouch(viewer.role, row.role) ? choices(viewer, row.role) : null,
    isLastOwner: row.role === 'owner' && isActive && owners === 1,
    mayTransfer: viewer.role === 'owner' && isActive && id !== viewer.id,
    ...(await whoseWork(db, id)),
  }
}

/** `/settings/users/:id/remove`: what is asked before an account goes, or null when it is not there. */
export async function userRemoval(
  db: CompanyDatabase,
  id: bigint,
  viewer: Viewer,
): Promise<UserRemovalPage | null> {
  const row = await db.user.findFirst({ where: { id }, select: { name: true, email: true } })
  return row && { ...row, href: `/settings/users/${id}`, isSelf: id === viewer.id }
}
