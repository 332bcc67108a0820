import { type Action, may } from '../access/roles.js'
import type { Role } from '../generated/prisma/enums.js'

/** The pages of the settings in the order of their links: one line makes a page known to all of them. */
const sections: { href: string; text: string; action: Action }[] = [
  { href: '/settings/users', text: 'Users', action: 'users.view' },
  { href: '/settings/invitations', text: 'Invitations', action: 'invitations.view' },
  { href: '/settings/teams', text: 'Teams', action: 'teams.view' },
  { href: '/settings/company', text: 'Company', action: 'company.view' },
  { href: '/settings/connections', text: 'Connections', action: 'connections.view' },
  { href: '/settings/identities', text: 'Identities', action: 'identities.view' },
  { href: '/settings/exclusions', text: 'Exclusions', action: 'exclusions.view' },
  { href: '/settings/rules', text: 'Rules', action: 'rules.view' },
  { href: '/settings/data', text: 'Data', action: 'data.view' },
  { href: '/settings/mails', text: 'Mails', action: 'mails.view' },
  { href: '/settings/audit', text: 'Audit', action: 'audit.view' },
]

/** The settings that somebody in this role may see. */
export function settingsFor(role: Role): { href: string; text: string }[] {
  return sections
    .filter(({ action }) => may(role, action))
    .map(({ href, text }) => ({ href, text }))
}
