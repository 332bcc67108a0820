import { z } from 'zod'
import { type AuditAction, auditActions, type SubjectType } from '../audit/actions.js'
import type { AuditFilter } from '../audit/read.js'
import type { AuditQuery } from '../reports/settings-types.js'
import { invalid } from './faults.js'

const nothing = z.literal('')
const id = z.string().regex(/^\d{1,18}$/)
const day = z.iso.date().refine((text) => text >= '1970-01-01')

/** `subject` is a type, or a type and an id: "team" or "team.12". */
const shape = z.object({
  actor: id.or(nothing).default(''),
  action: z.enum(auditActions).or(nothing).default(''),
  subject: z
    .string()
    .regex(/^([a-z]{1,20}(\.\d{1,18})?)?$/)
    .default(''),
  from: day.or(nothing).default(''),
  to: day.or(nothing).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
})

/** The form of the export has these fields and no other. */
const form = shape.strict().omit({ page: true })

/** The filter of the form that exports. */
export function readAuditForm(body: unknown): AuditFilter {
  const { _csrf, ...sent } = (body ?? {}) as Record<string, unknown>
  if (!form.safeParse(sent).success) throw invalid('This form was not sent as it is.')
  return readAuditQuery(sent).filter
}

/** The filter of a query string; what cannot be is a fault the page names. */
export function readAuditQuery(sent: unknown): {
  query: AuditQuery
  filter: AuditFilter
  page: number
} {
  const { data, error } = shape.safeParse(sent)
  if (!data) {
    const names = [...new Set(error.issues.map(({ path }) => path.join('.')))]
    throw invalid(`This address has a filter that cannot be read: ${names.join(', ')}.`)
  }
  const { page, ...query } = data
  const [subjectType, subjectId] = query.subject.split('.')
  const filter = {
    actorId: query.actor ? BigInt(query.actor) : null,
    action: (query.action || null) as AuditAction | null,
    subjectType: (subjectType || null) as SubjectType | null,
    subjectId: subjectId ? BigInt(subjectId) : null,
    ...{ from: query.from || null, to: query.to || null },
  }
  return { query, filter, page }
}

/** A link to the list with this query; empty filters are left out. */
export function auditLink(query: AuditQuery, page: number): string {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  if (page > 1) text.set('page', String(page))
  return `/settings/audit${text.size > 0 ? `?${text}` : ''}`
}
