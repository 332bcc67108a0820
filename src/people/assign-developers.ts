import type { CompanyQueries } from '../database/company.js'
import { faceOf, refreshed } from './developer-face.js'
import { recordMerges } from './developer-merges.js'
import {
  insertDevelopers,
  linkIdentities,
  lockDevelopers,
  readApart,
  readDevelopers,
  readIdentities,
  type StoredDeveloper,
  updateDevelopers,
} from './developer-rows.js'
import { markHostBots } from './host-bots.js'
import { groupIdentities, type IdentityGroup } from './identity-groups.js'
import { settleMemberships } from './settle-memberships.js'

/**
 * Gives every identity its developer, in the caller's transaction: those that belong together
 * (identity-groups.ts) one of their own. Developers that turn out to be one are merged into the
 * oldest, as a recorded merge that can be undone. What an admin has decided stays.
 * @returns the ids of developers whose identities, or whose being a bot, have changed
 */
export async function assignDevelopers(queries: CompanyQueries): Promise<bigint[]> {
  await lockDevelopers(queries)
  const identities = await readIdentities(queries)
  const stored = new Map((await readDevelopers(queries)).map((row) => [row.id, row]))
  const groups = groupIdentities(identities, await readApart(queries))
  const fresh = groups.filter(({ developerIds }) => developerIds.length === 0)
  const made = await insertDevelopers(queries, fresh.map(faceOfGroup))
  const newOwner = new Map(fresh.map((group, at) => [group, made[at]!]))
  const ownerOf = (group: IdentityGroup) => newOwner.get(group) ?? group.developerIds[0]!

  await mergeGroups(queries, groups)
  const moved = groups.flatMap((group) => {
    const developerId = ownerOf(group)
    return group.members
      .filter(({ identity, linkedBy }) => {
        return identity.developerId !== developerId || identity.linkedBy !== linkedBy
      })
      .map(({ identity, linkedBy }) => ({ identity, developerId, linkedBy }))
  })
  await linkIdentities(
    queries,
    moved.map(({ identity, ...link }) => ({ id: identity.id, ...link })),
  )
  if (moved.length > 0) await settleMemberships(queries)
  const reread = groups.flatMap((group) => changedRow(stored.get(ownerOf(group)), group) ?? [])
  await updateDevelopers(
    queries,
    reread.map(({ after }) => after),
  )
  const owners = moved.map(({ developerId }) => developerId)
  const changed = [
    ...(await markHostBots(queries, owners)),
    ...moved
      .filter(({ identity, developerId }) => identity.developerId !== developerId)
      .flatMap(({ identity, developerId }) => [developerId, identity.developerId ?? developerId]),
    ...reread.filter(({ isMarkNew }) => isMarkNew).map(({ after }) => after.id),
  ]
  return [...new Set(changed)].toSorted((a, b) => Number(a - b))
}

const identitiesOf = ({ members }: IdentityGroup) => members.map(({ identity }) => identity)

const faceOfGroup = (group: IdentityGroup) => faceOf(identitiesOf(group))

async function mergeGroups(queries: CompanyQueries, groups: IdentityGroup[]): Promise<void> {
  const merges = groups.flatMap(({ members, developerIds: [intoId, ...others] }) =>
    others.map((fromId) => ({
      ...{ intoId: intoId!, fromId },
      identityIds: members
        .filter(({ identity }) => identity.developerId === fromId)
        .map(({ identity }) => identity.id),
      source: ['mailmap', 'email', 'no-reply'].find((by) =>
        members.some((m) => m.linkedBy === by),
      )!,
    })),
  )
  await recordMerges(queries, merges)
}

/** A developer as it is to be stored, or null where nothing about it has changed. */
function changedRow(
  row: StoredDeveloper | undefined,
  group: IdentityGroup,
): { after: StoredDeveloper; isMarkNew: boolean } | null {
  if (!row) return null
  const after = refreshed(row, faceOfGroup(group))
  const isSame =
    after.name === row.name &&
    after.email === row.email &&
    after.isBot === row.isBot &&
    after.botReason === row.botReason
  return isSame ? null : { after, isMarkNew: after.isBot !== row.isBot }
}
