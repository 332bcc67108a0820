import type { Role } from '../generated/prisma/enums.js'

/**
 * Who may do what: one row an action, one mark a role. Every route names its action; an action that
 * is not in this table does not exist. Explicit noes are as much a part of it as the yeses.
 */
const table = {
  'overview.view': { owner: true, admin: true, manager: true, developer: true },
  'metrics.view': { owner: true, admin: true, manager: true, developer: true },
  'pull-requests.view': { owner: true, admin: true, manager: true, developer: true },
  'delivery.view': { owner: true, admin: true, manager: true, developer: true },
  'reviews.view': { owner: true, admin: true, manager: true, developer: true },
  'work.view': { owner: true, admin: true, manager: true, developer: true },
  'health.view': { owner: true, admin: true, manager: true, developer: true },
  'signals.view': { owner: true, admin: true, manager: true, developer: true },
  'signal.dismiss': { owner: true, admin: true, manager: true, developer: false },
  'rules.view': { owner: true, admin: true, manager: true, developer: false },
  'rules.change': { owner: true, admin: true, manager: false, developer: false },
  // Names of people in numbers about several of them.
  'people.names': { owner: true, admin: true, manager: true, developer: false },
  // Everybody sees their own page; those of others are for those who lead.
  'developer.view': { owner: true, admin: true, manager: true, developer: true },
  'developers.view': { owner: true, admin: true, manager: true, developer: false },
  'team-numbers.view': { owner: true, admin: true, manager: true, developer: true },
  // A developer sees the commits of their own; those of others are a manager's.
  'commits.view': { owner: true, admin: true, manager: true, developer: true },
  'commits.view-all': { owner: true, admin: true, manager: true, developer: false },
  'repositories.view': { owner: true, admin: true, manager: true, developer: true },
  'repository.add': { owner: true, admin: true, manager: false, developer: false },
  'repository.history': { owner: true, admin: true, manager: true, developer: true },
  'repository.knowledge': { owner: true, admin: true, manager: true, developer: false },
  'analysis.view': { owner: true, admin: true, manager: true, developer: true },
  'analysis.start': { owner: true, admin: true, manager: false, developer: false },
  'collection.start': { owner: true, admin: true, manager: false, developer: false },
  'identities.view': { owner: true, admin: true, manager: false, developer: false },
  'invitations.view': { owner: true, admin: true, manager: false, developer: false },
  'invitation.send': { owner: true, admin: true, manager: false, developer: false },
  'invitation.revoke': { owner: true, admin: true, manager: false, developer: false },
  'mails.view': { owner: true, admin: true, manager: false, developer: false },
  'user.sessions.end': { owner: true, admin: true, manager: false, developer: false },
  'user.recover': { owner: true, admin: true, manager: false, developer: false },
  'profile.view': { owner: true, admin: true, manager: true, developer: true },
  'profile.change': { owner: true, admin: true, manager: true, developer: true },
  'users.view': { owner: true, admin: true, manager: false, developer: false },
  'users.change': { owner: true, admin: true, manager: false, developer: false },
  'users.remove': { owner: true, admin: true, manager: false, developer: false },
  'ownership.transfer': { owner: true, admin: false, manager: false, developer: false },
  'teams.view': { owner: true, admin: true, manager: true, developer: false },
  'teams.change': { owner: true, admin: true, manager: false, developer: false },
  'company.view': { owner: true, admin: true, manager: false, developer: false },
  'company.change': { owner: true, admin: true, manager: false, developer: false },
  'audit.view': { owner: true, admin: false, manager: false, developer: false },
  'audit.export': { owner: true, admin: false, manager: false, developer: false },
  'identities.correct': { owner: true, admin: true, manager: false, developer: false },
  'exclusions.view': { owner: true, admin: true, manager: false, developer: false },
  'exclusions.change': { owner: true, admin: true, manager: false, developer: false },
  'data.view': { owner: true, admin: true, manager: false, developer: false },
  'data.clear': { owner: true, admin: true, manager: false, developer: false },
  'data.keep': { owner: true, admin: true, manager: false, developer: false },
  'repository.remove': { owner: true, admin: true, manager: false, developer: false },
  'company.remove': { owner: true, admin: false, manager: false, developer: false },
  'person.export': { owner: true, admin: true, manager: false, developer: false },
  'person.erase': { owner: true, admin: true, manager: false, developer: false },
  'connections.view': { owner: true, admin: true, manager: false, developer: false },
  'connection.add': { owner: true, admin: true, manager: false, developer: false },
  'connection.change': { owner: true, admin: true, manager: false, developer: false },
  'connection.remove': { owner: true, admin: true, manager: false, developer: false },
  'demo.remove': { owner: true, admin: false, manager: false, developer: false },
  'session.end': { owner: true, admin: true, manager: true, developer: true },
} as const satisfies Record<string, Record<Role, boolean>>

export type Action = keyof typeof table

export const actions = Object.keys(table) as Action[]

/** Whether someone in this role may do this. */
export function may(role: Role, action: Action): boolean {
  return table[action][role]
}

/** What reaches beyond the product: code is read, somebody is written to. Not for sample data. */
const outward: ReadonlySet<Action> = new Set<Action>([
  ...(['repository.add', 'analysis.start', 'collection.start', 'connection.add'] as const),
  ...(['connection.change', 'invitation.send', 'user.recover'] as const),
])

/** Whether this may be done in the company at all: sample data is not read from anywhere. */
export const isOpen = (action: Action, { isDemo }: { isDemo: boolean }): boolean =>
  !isDemo || !outward.has(action)
