import { type Action, may } from '../access/roles.js'
import type { Role } from '../generated/prisma/enums.js'

/** Pages of settings in the order of the navigation, each with the action that opens it. */
const links: { href: string; text: string; icon: string; action: Action }[] = [
  { href: '/settings/invitations', text: 'Invitations', icon: 'plus', action: 'invitations.view' },
  { href: '/settings/mails', text: 'Mails', icon: 'clock', action: 'mails.view' },
]

/** The settings that somebody in this role may open. */
export const settingsLinks = (role: Role) =>
  links
    .filter(({ action }) => may(role, action))
    .map(({ href, text, icon }) => ({ href, text, icon }))
