import type { Role } from '../generated/prisma/enums.js'

/** How far a role reaches: a higher one may do all that a lower one may. */
const ranks = { owner: 4, admin: 3, manager: 2, developer: 1 } as const satisfies Record<
  Role,
  number
>

/** All roles, the one that reaches furthest first. */
export const rolesByRank = (Object.keys(ranks) as Role[]).sort((a, b) => ranks[b] - ranks[a])

/** Nobody gives a role that reaches further than their own. */
export const mayGrant = (actor: Role, role: Role): boolean => ranks[role] <= ranks[actor]

/** Nobody touches the account of somebody above them. */
export const mayTouch = (actor: Role, subject: Role): boolean => ranks[subject] <= ranks[actor]

/** The roles that somebody in this role may give. */
export const grantable = (actor: Role): Role[] =>
  rolesByRank.filter((role) => mayGrant(actor, role))
