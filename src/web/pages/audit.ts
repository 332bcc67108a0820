import { recordAccess } from '../../audit/accesses.js'
import { knows, listAudit } from '../../audit/read.js'
import { record } from '../../audit/record.js'
import { keyOf } from '../../audit/signing.js'
import { verifyAudit } from '../../audit/verify.js'
import { accesses } from '../../reports/accesses.js'
import { audit, auditCells, auditColumns } from '../../reports/audit.js'
import { auditLink, readAuditForm, readAuditQuery } from '../audit-query.js'
import { beginCsv, csvLines } from '../csv.js'
import { current, inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { originOf } from '../origin.js'
import { page as sendPage } from '../page.js'
import { type Handler, show as send } from '../show.js'

const head = { title: 'Audit', section: '/settings/audit' }

/** `GET /settings/audit` */
export const index: Handler = (services, request, response) => {
  const { timeZone } = current(request).company
  const { query, filter, page } = readAuditQuery(request.query)
  return send(services, request, response, 'settings/audit/index', head, async (db) => {
    if (!(await knows(db, filter))) return null
    const found = await audit(db, filter, { timeZone, page })
    return {
      ...found,
      ...{ query, isNarrowed: Object.values(query).some((value) => value !== '') },
      newerHref: page > 1 ? auditLink(query, page - 1) : null,
      olderHref: found.hasOlder ? auditLink(query, page + 1) : null,
    }
  })
}

/** `GET /settings/audit/accesses` */
export const looks: Handler = (services, request, response) => {
  const { page } = readAuditQuery({ page: request.query.page })
  return send(services, request, response, 'settings/audit/accesses', head, (db) =>
    accesses(db, page),
  )
}

/** `GET /settings/audit/check`: whether the chain holds, looked at now. */
export const check: Handler = async (services, request, response) => {
  const { id } = current(request).company
  const found = await verifyAudit(services.database, id, keyOf(services.config))
  sendPage(request, response, 'settings/audit/check', head, {
    ...{ entries: found.entries, closed: String(found.closed), checkpoints: found.checkpoints },
    anchor: `${id}:${found.position}:${found.digest}`,
    findings: found.findings.map((one) => ({ ...one, position: String(one.position) })),
  })
}

/** Entries that are written at once: one short transaction each, however long the download takes. */
const batch = 1000

/** `POST /settings/audit/export`: the entries of the filter as CSV. That it was done is an entry, too. */
export const download: Handler = async (services, request, response) => {
  const { company, user } = current(request)
  const filter = readAuditForm(request.body)
  const from = originOf(request)
  const end = await inCurrentCompany(services, request, async (db) => {
    if (!(await knows(db, filter))) throw notFound()
    const access = { actorId: user.id, kind: 'exported', subjectType: 'audit', from } as const
    await recordAccess(db, { ...access, subjectId: null })
    return record(db, { action: 'audit.exported', actorId: user.id, from })
  })
  beginCsv(response, 'audit')
  response.write(csvLines([auditColumns]))
  for (let before = end; ; ) {
    const rows = await inCurrentCompany(services, request, (db) =>
      listAudit(db, filter, company.timeZone, { before, take: batch }),
    )
    if (rows.length > 0) response.write(csvLines(rows.map(auditCells)))
    const last = rows.at(-1)
    if (!last || rows.length < batch) break
    before = last.position
  }
  response.end()
}
