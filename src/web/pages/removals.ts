import { askCompanyRemoval, companyRemoval, keepCompany } from '../../companies/company-removal.js'
import { findRepository } from '../../repositories/repositories.js'
import { requestCleanUp } from '../../retention/clean-ups.js'
import { previewCleanUp } from '../../retention/preview-clean-up.js'
import { current, inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, pathId, show as send } from '../show.js'

const whole = { firstDay: null, lastDay: null, fromAt: null, toAt: null }

const formOf = (error: string | null) => ({
  ...{ values: {}, errors: error ? { name: error } : {}, problem: null },
})

function repositoryPage(error: string | null): Handler {
  return (services, request, response) => {
    const id = pathId(request, 'id')
    const head = {
      title: 'Remove a repository',
      section: '/repositories',
      status: error ? 422 : 200,
    }
    return send(services, request, response, 'repositories/remove', head, async (db) => {
      const found = await findRepository(db, id)
      if (!found) return null
      const counts = await previewCleanUp(db, { repositoryIds: [id], ...whole })
      const where = { kind: 'repository', repositoryIds: { has: id }, finishedAt: null }
      const isUnderWay = (await db.cleanUp.count({ where })) > 0
      const href = `/repositories/${id}`
      return { name: found.name, href, counts, isUnderWay, form: formOf(error) }
    })
  }
}

/** `GET /repositories/:id/remove`: says what goes, and asks. */
export const askRepository = repositoryPage(null)

/** `POST /repositories/:id/remove`: the name is typed once more; a worker does the rest. */
export const repository: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('removal', request.body)
  const outcome = await inCurrentCompany(services, request, async (db) => {
    const found = await findRepository(db, id)
    if (!found) return 'missing'
    if (sent.values?.name.trim() !== found.name.trim()) return 'mistyped'
    const wish = { kind: 'repository', repositoryIds: [id], name: found.name, ...whole } as const
    const where = { kind: 'repository', repositoryIds: { has: id }, finishedAt: null }
    if ((await db.cleanUp.count({ where })) === 0) await requestCleanUp(db, wish, changeOf(request))
    return 'removed'
  })
  if (outcome === 'missing') throw notFound()
  if (outcome === 'mistyped') {
    const said = 'This is not the name of the repository. Type it as it stands above.'
    return repositoryPage(said)(services, request, response)
  }
  request.session.flash = 'The repository is being removed.'
  response.redirect(303, '/repositories')
}

function companyPage(error: string | null): Handler {
  return (services, request, response) => {
    const head = {
      title: 'Delete the company',
      section: '/settings/data',
      status: error ? 422 : 200,
    }
    const { name } = current(request).company
    return send(services, request, response, 'settings/company/remove', head, async (db) => {
      const wish = await companyRemoval(db)
      const by = wish && (await db.user.findFirst({ where: { id: wish.askedById } }))
      return {
        ...{ name, href: '/settings/data', form: formOf(error) },
        removal: wish && { dueAt: wish.dueAt, askedBy: by?.name ?? null },
        users: await db.user.count(),
        repositories: await db.repository.count(),
        connections: await db.connection.count({ where: { removedAt: null } }),
      }
    })
  }
}

/** `GET /settings/company/remove`: says what goes and when, and asks. */
export const askCompany = companyPage(null)

/** `POST /settings/company/remove`: tokens go at once, everything else in seven days. */
export const company: Handler = async (services, request, response) => {
  const sent = readForm('removal', request.body)
  const { name } = current(request).company
  if (sent.values?.name.trim() !== name.trim()) {
    const said = 'This is not the name of the company. Type it as it stands above.'
    return companyPage(said)(services, request, response)
  }
  await inCurrentCompany(services, request, (db) => askCompanyRemoval(db, changeOf(request)))
  request.session.flash = 'Tokens are destroyed. Everything else goes in seven days.'
  response.redirect(303, '/settings/company/remove')
}

/** `POST /settings/company/keep`: nothing is deleted. */
export const keep: Handler = async (services, request, response) => {
  readForm('nothing', request.body)
  const wasAsked = await inCurrentCompany(services, request, (db) =>
    keepCompany(db, changeOf(request)),
  )
  request.session.flash = wasAsked
    ? 'The company stays. Its connections need new tokens.'
    : 'Nobody had asked for it to be deleted.'
  response.redirect(303, '/settings/company/remove')
}
