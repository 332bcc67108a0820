import type { Request } from 'express'
import { requestAnalysis } from '../../analysis/analyses.js'
import { record } from '../../audit/record.js'
import type { CompanyDatabase } from '../../database/company.js'
import { dispatch } from '../../jobs/dispatcher.js'
import { link } from '../../reports/filters.js'
import { repository, repositoryNumbers } from '../../reports/repositories.js'
import { repositoryList } from '../../reports/repository-list.js'
import { tileKeys } from '../../reports/tile-kinds.js'
import { addRepository } from '../../repositories/repositories.js'
import { locateSource, readSource, type Source, SourceRefused } from '../../repositories/source.js'
import { viewerOf } from '../../signals/viewer.js'
import { current, inCurrentCompany, mayHere } from '../current.js'
import { notFound, tooMany } from '../faults.js'
import { showFiltered, tellable } from '../filtered.js'
import { readForm } from '../forms.js'
import { changeOf, originOf } from '../origin.js'
import type { Services } from '../services.js'
import { type Handler, pathId } from '../show.js'
import { startPage } from './start.js'

const head = { title: 'Repositories', section: '/repositories' }

/** `GET /repositories`: how far each is read is shown to everybody, numbers as far as they are told. */
export const index: Handler = (services, request, response) =>
  showFiltered(services, request, response, {
    ...{ view: 'repositories/index', head, path: '/repositories', isOwn: true },
    report: async (db, { filters }) => ({
      rows: await repositoryList(db, filters, await tellable(db, filters)),
    }),
  })

/** `GET /repositories/:id`: the filters say of what time and of whom, the path of which repository. */
export const show: Handler = (services, request, response) => {
  const id = pathId(request, 'id')
  const { company, user } = current(request)
  const allowed = {
    analyze: mayHere(request, 'analysis.start'),
    collect: mayHere(request, 'collection.start'),
    exclude: mayHere(request, 'exclusions.change'),
    connections: mayHere(request, 'connections.view'),
    remove: mayHere(request, 'repository.remove'),
  }
  const path = `/repositories/${id}`
  return showFiltered(services, request, response, {
    ...{ view: 'repositories/show', head: { ...head, title: 'Repository' }, path, isOwn: true },
    isOfOneRepository: true,
    narrow: ({ m }) => ({ m: m ? [m, null] : null }),
    report: async (db, { filters, query, ...moment }) => {
      const found = await repository(db, id, allowed)
      if (!found) throw notFound()
      const told = await tellable(db, { ...filters, repositoryId: id })
      const metric = tileKeys.find((key) => key === query.m) ?? null
      const asked = { metric, ...moment, viewer: viewerOf(company, user.role) }
      const to = (where: string) => link(where, { ...filters, repositoryId: id })
      const links = { commits: to('/commits'), health: to('/health'), all: to('/') }
      return {
        ...found,
        ...(told
          ? await repositoryNumbers(db, told, asked)
          : { numbers: null, contributors: null }),
        links: { ...links, history: `${path}/history` },
      }
    },
  })
}

/** Lets a new analysis into the queue at once; if that fails, the worker's own round does it. */
export function hurry({ database, queue, log }: Services): void {
  dispatch(database, queue).catch((error) => log.warn({ err: error }, 'dispatching has to wait'))
}

/** Analyses are costly: a company has so many an hour. */
export async function takeAnalysis({ limits }: Services, request: Request): Promise<void> {
  const wait = await limits.analyses.take(String(current(request).company.id))
  if (wait !== null) throw tooMany(wait)
}

/** Writes into the audit that somebody asked for an analysis. */
export async function recordAsked(
  db: CompanyDatabase,
  request: Request,
  { repositoryId, id, window }: { repositoryId: bigint; id: bigint; window: string },
): Promise<void> {
  const after = { repositoryId: Number(repositoryId), window }
  const told = { ...changeOf(request), subjectId: id }
  await record(db, { action: 'analysis.asked', ...told, after })
}

/** What was typed, found acceptable by its words and by where it leads. */
async function acceptable(typed: string, { config }: Services): Promise<Source> {
  const { isEmbedded: allowsLocalPaths, outboundAllow } = config
  const source = readSource(typed, { allowsLocalPaths, outboundAllow })
  if (source.kind === 'remote') await locateSource(source.url, { outboundAllow })
  return source
}

/** `POST /repositories`: adds one and asks for its first analysis. */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('start', request.body)
  const again = (errors: { source?: string; window?: string }) =>
    startPage({ values: sent.typed, errors, problem: null }, 422)(services, request, response)
  if (sent.errors) return again(sent.errors)
  const { window } = sent.values
  let source: Source
  try {
    source = await acceptable(sent.values.source, services)
  } catch (error) {
    if (!(error instanceof SourceRefused)) throw error
    return again({ source: error.message })
  }
  await takeAnalysis(services, request)
  const { id: userId } = current(request).user
  const { path, isNew } = await inCurrentCompany(services, request, async (db) => {
    const added = await addRepository(db, source)
    const repositoryId = added.repository.id
    if (!added.isNew) return { isNew: false, path: `/repositories/${repositoryId}` }
    const analysisId = await requestAnalysis(db, { repositoryId, userId, window })
    const told = { actorId: userId, subjectId: repositoryId, from: originOf(request) }
    const { name } = added.repository
    await record(db, { action: 'repository.added', ...told, after: { name } })
    await recordAsked(db, request, { repositoryId, id: analysisId, window })
    return { isNew: true, path: `/repositories/${repositoryId}/analyses/${analysisId}` }
  })
  if (isNew) hurry(services)
  else request.session.flash = 'You have this repository already. Here it is.'
  response.redirect(303, path)
}
