import type { Request } from 'express'
import { z } from 'zod'
import { settle } from '../../analysis/settle.js'
import { recordAccess } from '../../audit/accesses.js'
import type { AuditAction } from '../../audit/actions.js'
import { type Deed, record } from '../../audit/record.js'
import type { CompanyDatabase } from '../../database/company.js'
import { CorrectionRefused } from '../../people/developer-changes.js'
import {
  markDeveloper,
  renameDeveloper,
  splitIdentity,
} from '../../people/developer-corrections.js'
import { splitAccount } from '../../people/split-account.js'
import { developer } from '../../reports/developer.js'
import { identities } from '../../reports/identities.js'
import { current, inCurrentCompany } from '../current.js'
import { invalid, notFound, refused } from '../faults.js'
import { readForm } from '../forms.js'
import { originOf } from '../origin.js'
import type { Services } from '../services.js'
import { type Handler, pathId, show as send } from '../show.js'

const section = '/settings/identities'

const search = z.object({
  q: z
    .string()
    .max(200)
    .regex(/^[^\0]*$/)
    .default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
})

/** What is searched for, and the page. */
function readSearch(query: unknown): { query: string; page: number } {
  const { data } = search.safeParse(query)
  if (!data) throw invalid('This address has a search that cannot be read.')
  return { query: data.q.trim(), page: data.page }
}

/** `GET /settings/identities`: who is who, and what to correct. */
export const index: Handler = (services, request, response) => {
  const { query, page } = readSearch(request.query)
  const head = { title: 'Identities', section }
  return send(services, request, response, 'settings/identities/index', head, (db) =>
    identities(db, query, page),
  )
}

/** `GET /settings/identities/:id`: one developer. Who looked stands in the access log. */
export const show: Handler = (services, request, response) => {
  const id = pathId(request, 'id')
  const { query } = readSearch(request.query)
  const head = { title: 'Identities of one person', section }
  return send(services, request, response, 'settings/identities/show', head, async (db) => {
    const found = await developer(db, id, query)
    const access = { actorId: current(request).user.id, kind: 'viewed', subjectId: id } as const
    if (found) {
      await recordAccess(db, { ...access, subjectType: 'developer', from: originOf(request) })
    }
    return found
  })
}

/** What the audit says of a correction; its developer is the one that it was made to. */
type Told = Pick<Deed<CorrectionAction>, 'action' | 'after'> & { subjectId: bigint }

type CorrectionAction = Extract<AuditAction, `developer.${string}`>

/**
 * Makes a correction, settles what hangs on it and records it, in one transaction. Null from the
 * correction is a 404, a refusal a 409 with its sentence.
 */
export async function correct<T extends { developerIds: readonly bigint[] }>(
  services: Services,
  request: Request,
  correction: (db: CompanyDatabase, userId: bigint) => Promise<T | null>,
  tell: (made: T) => Told,
): Promise<T> {
  const { id: userId } = current(request).user
  const made = await inCurrentCompany(services, request, async (db) => {
    const corrected = await correction(db, userId)
    if (corrected && corrected.developerIds.length > 0) {
      await settle(db, { developerIds: corrected.developerIds })
    }
    if (corrected) {
      await record(db, { ...tell(corrected), actorId: userId, from: originOf(request) })
    }
    return corrected
  }).catch((error) => {
    throw error instanceof CorrectionRefused ? refused(error.message) : error
  })
  if (!made) throw notFound()
  return made
}

/** Where a correction leads back to. */
export const backTo = (back: 'list' | 'person' | undefined, id: bigint) =>
  back === 'list' ? section : `${section}/${id}`

/** `POST /settings/identities/:id/name`: an empty name gives it back to the identities. */
export const rename: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('developerName', request.body)
  if (sent.errors) throw invalid('This name is too long, or holds control characters.')
  const { name } = sent.values
  const told = { action: 'developer.renamed', subjectId: id } as const
  await correct(
    services,
    request,
    async (db) => ((await renameDeveloper(db, id, name)) ? { developerIds: [] } : null),
    () => told,
  )
  request.session.flash =
    name === '' ? 'The name follows the commits again.' : `Renamed to ${name}.`
  response.redirect(303, backTo('person', id))
}

const markSentences = {
  bot: 'Marked as a bot: left out of the numbers unless asked for.',
  person: 'Marked as a person.',
  rule: 'The rules decide again.',
}

/** `POST /settings/identities/:id/bot-mark` */
export const mark: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('botMark', request.body)
  if (sent.errors) throw invalid('Choose bot, person or the rules.')
  const { mark, back } = sent.values
  const told = { action: 'developer.bot-decided', subjectId: id, after: { mark } } as const
  const work = async (db: CompanyDatabase) => {
    const developerIds = await markDeveloper(db, id, mark)
    return developerIds && { developerIds }
  }
  await correct(services, request, work, () => told)
  request.session.flash = markSentences[mark]
  response.redirect(303, backTo(back, id))
}

/** `POST /settings/identities/:id/splits` */
export const split: Handler = async (services, request, response) => {
  const developerId = pathId(request, 'id')
  const sent = readForm('split', request.body)
  const { identity: identityId, account: accountId } = sent.values ?? {}
  const after = identityId
    ? { identityId: Number(identityId) }
    : accountId && { accountId: Number(accountId) }
  if (!after) throw invalid('Choose which name and address, or which account, to split off.')
  const told = { action: 'developer.split', subjectId: developerId, after } as const
  const work = (db: CompanyDatabase, userId: bigint) =>
    identityId
      ? splitIdentity(db, { developerId, identityId }, userId)
      : splitAccount(db, { developerId, accountId: accountId! }, userId)
  await correct(services, request, work, () => told)
  request.session.flash = 'Split off: a person of its own now.'
  response.redirect(303, backTo('person', developerId))
}
