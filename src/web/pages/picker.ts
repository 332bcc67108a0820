import type { Request } from 'express'
import { requestAnalyses, windowChoices } from '../../analysis/analyses.js'
import { record } from '../../audit/record.js'
import { type PickerQuery, picker, pickerHref } from '../../reports/picker.js'
import { chooseRepositories } from '../../repositories/choose-repositories.js'
import { openRemote } from '../../repositories/remote-search.js'
import { hurryList, takeHostQuestion } from '../code-host.js'
import { current, inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { originOf } from '../origin.js'
import { type PickerForm, readPicks } from '../picks.js'
import { type Handler, pathId, show as send } from '../show.js'
import { hurry, takeAnalysis } from './repositories.js'

const section = '/settings/connections'

function queryOf({ query }: Request): PickerQuery {
  const text = (name: string) => (typeof query[name] === 'string' ? String(query[name]) : '')
  const page = Number(/^[1-9]\d{0,4}$/.exec(text('page'))?.[0] ?? 1)
  const q = text('q').replaceAll('\0', '').trim().slice(0, 200)
  return { q, isOnlyActive: text('only') === 'active', page }
}

function pickerPage(query: PickerQuery, form: Partial<PickerForm>, status = 200): Handler {
  return (services, request, response) => {
    const id = pathId(request, 'id')
    const head = { title: 'Choose repositories', section, status }
    const { picks = [], window = '12m', error = null } = form
    return send(services, request, response, 'settings/connections/picker', head, async (db) => {
      const found = await picker(db, id, services.hosts, query, picks)
      const errors = error ? { pick: error } : {}
      return found && { ...found, form: { values: { window }, errors, problem: null } }
    })
  }
}

/** `GET /settings/connections/:id/repositories` */
export const show: Handler = (services, request, response) =>
  pickerPage(queryOf(request), {})(services, request, response)

/** `POST /settings/connections/:id/lists`: has the list read again. */
export const refresh: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  readForm('nothing', request.body)
  const where = { id, removedAt: null }
  const isThere = await inCurrentCompany(services, request, (db) => db.connection.count({ where }))
  if (isThere === 0) throw notFound()
  await takeHostQuestion(services, request)
  await hurryList(services, request, id)
  response.redirect(303, `${section}/${id}/repositories`)
}

/** What was done, in a sentence or three. */
function said({ added, joined, refused }: { added: number; joined: number; refused: number }) {
  const count = (n: number) => `${n} ${n === 1 ? 'repository' : 'repositories'}`
  return [
    added > 0 || joined === 0 ? `${count(added)} added.` : '',
    joined > 0 ? `${count(joined)} joined to this connection: they were here already.` : '',
    refused > 0 ? `${count(refused)} left out: their address may not be read from here.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** `POST /settings/connections/:id/repositories`: chooses what is ticked, or all that match. */
export const create: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const form = readPicks(request.body, windowChoices)
  const { picks, isEvery, window, search } = form
  const query = { ...search, page: form.page }
  if (form.error) return pickerPage(query, form, 422)(services, request, response)
  await takeAnalysis(services, request)
  const { id: userId } = current(request).user
  const outcome = await inCurrentCompany(services, request, async (db) => {
    const sought = { connectionId: id, text: search.q, isOnlyActive: search.isOnlyActive }
    const hostIds = isEvery ? await openRemote(db, sought) : picks
    const chosen = await chooseRepositories(db, id, hostIds, services.config)
    if (!chosen) throw notFound()
    const unread = await db.repository.findMany({
      where: { id: { in: [...chosen.added, ...chosen.joined] }, headHash: null },
      select: { id: true },
    })
    const ids = unread.map((one) => one.id)
    await requestAnalyses(db, ids, { userId, window })
    const counts = { added: chosen.added.length, joined: chosen.joined.length }
    if (counts.added + counts.joined > 0) {
      const told = { actorId: userId, subjectId: id, from: originOf(request) }
      await record(db, {
        ...{ action: 'connection.repositories-added', ...told, after: { ...counts, window } },
      })
    }
    return { ...counts, refused: chosen.refused.length }
  })
  const { added, joined, refused } = outcome
  if (added + joined + refused === 0) {
    const error = 'Nothing was left to add: tick a repository that is not here yet.'
    return pickerPage(query, { ...form, error }, 422)(services, request, response)
  }
  hurry(services)
  request.session.flash = said(outcome)
  response.redirect(303, added + joined > 0 ? '/start' : pickerHref(`${section}/${id}`, query))
}
