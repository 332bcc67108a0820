import { recordAccess } from '../../audit/accesses.js'
import { record } from '../../audit/record.js'
import { familyOf, requestErasure } from '../../retention/erasures.js'
import {
  type PersonRecord,
  type PersonSection,
  personRecords,
  personSections,
  recordsAtOnce,
} from '../../retention/person-records.js'
import { beginCsv, csvLines } from '../csv.js'
import { current, inCurrentCompany } from '../current.js'
import { invalid, notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, pathId, show as send } from '../show.js'

const section = '/settings/identities'
const kinds = Object.keys(personSections) as PersonSection[]

/** Writes what is held, kind after kind, one short transaction for each piece. */
async function writeRecords(
  [services, request]: [...Parameters<Handler>],
  developerIds: bigint[],
  write: (kind: PersonSection, rows: PersonRecord[]) => void,
): Promise<void> {
  for (const kind of kinds) {
    for (let offset = 0; ; offset += recordsAtOnce) {
      const rows = await inCurrentCompany(services, request, (db) =>
        personRecords(db, kind, developerIds, offset),
      )
      write(kind, rows)
      if (rows.length < recordsAtOnce) break
    }
  }
}

const cells = (kind: string, { at, repository, what, text, further }: PersonRecord) => [
  ...[kind, at?.toISOString() ?? '', repository ?? '', what, text ?? '', JSON.stringify(further)],
]

/** `POST /settings/identities/:id/export`: everything held about a developer, as JSON or CSV. */
export const download: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('personExport', request.body)
  if (sent.errors) throw invalid('Choose CSV or JSON.')
  const { format } = sent.values
  const told = changeOf(request)
  const ids = await inCurrentCompany(services, request, async (db) => {
    if ((await db.developer.count({ where: { id } })) === 0) throw notFound()
    const { actorId, from } = told
    const access = { actorId, kind: 'exported', subjectType: 'developer', from } as const
    await recordAccess(db, { ...access, subjectId: id })
    await record(db, { action: 'developer.exported', subjectId: id, after: { format }, ...told })
    return familyOf(db, id)
  })
  const name = `person-${id}`
  if (format === 'csv') {
    beginCsv(response, name)
    response.write(csvLines([['kind', 'at', 'repository', 'what', 'text', 'further']]))
    await writeRecords([services, request, response], ids, (kind, rows) => {
      if (rows.length > 0) response.write(csvLines(rows.map((row) => cells(kind, row))))
    })
    response.end()
    return
  }
  response.set('Cache-Control', 'no-store')
  response.type('json').attachment(`${name}.json`)
  let [before, open] = ['[\n', false]
  await writeRecords([services, request, response], ids, (kind, rows) => {
    for (const row of rows) {
      response.write(`${before}${JSON.stringify({ kind, ...row })}`)
      ;[before, open] = [',\n', true]
    }
  })
  response.end(open ? '\n]\n' : '[]\n')
}

function erasePage(error: string | null): Handler {
  return (services, request, response) => {
    const id = pathId(request, 'id')
    const head = { title: 'Erase a person', section, status: error ? 422 : 200 }
    return send(services, request, response, 'settings/identities/erase', head, async (db) => {
      const found = await db.developer.findFirst({ where: { id } })
      if (!found) return null
      const last = await db.erasure.findFirst({
        where: { developerId: id },
        orderBy: { id: 'desc' },
      })
      const identities = await db.identity.findMany({ where: { developerId: id } })
      const accounts = await db.hostAccount.findMany({ where: { developerId: id } })
      return {
        ...{ name: found.name, href: `${section}/${id}` },
        addresses: [...new Set(identities.map(({ email }) => email))],
        usernames: accounts.flatMap(({ username }) => username ?? []),
        state: last === null ? 'none' : last.finishedAt === null ? 'under-way' : 'done',
        form: { values: {}, errors: error ? { name: error } : {}, problem: null },
      }
    })
  }
}

/** `GET /settings/identities/:id/erase`: says what happens, and asks. */
export const askErasure = erasePage(null)

/** `POST /settings/identities/:id/erase`: the name is typed once more; a worker does the rest. */
export const erase: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('removal', request.body)
  const outcome = await inCurrentCompany(services, request, async (db) => {
    const found = await db.developer.findFirst({ where: { id } })
    if (!found) return 'missing'
    if (sent.values?.name.trim() !== found.name.trim()) return 'mistyped'
    await requestErasure(db, id, changeOf(request))
    return 'asked'
  })
  if (outcome === 'missing') throw notFound()
  if (outcome === 'mistyped') {
    const said = 'This is not the name. Type it as it stands above.'
    return erasePage(said)(services, request, response)
  }
  request.session.flash = `${current(request).company.name} forgets who this is. It takes a moment.`
  response.redirect(303, `${section}/${id}/erase`)
}
