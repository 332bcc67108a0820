import { auditActions } from '../audit/actions.js'
import { figure, instant, type JsonRule, json, record, termOf, text } from './json-rules.js'
import {
  copied,
  drop,
  each,
  keep,
  known,
  leftOut,
  pseudonym,
  type Rule,
  rebuilt,
  secret,
  shaped,
  shift,
  type TableRule,
} from './rules.js'

/** A number, or the digits of one that is too large for JSON. */
const id = termOf(/^\d+$/)

/** Words of the product's own: a role, a reason; a route; "days 7, pulls 1". */
const term = termOf(/^[A-Za-z][A-Za-z -]*$/)
const route = termOf(/^(?:\/:?[A-Za-z-]*)*$/)
const settings = termOf(/^[A-Za-z]+ [\d.]+(?:, [A-Za-z]+ [\d.]+)*$/)

const all = (rule: JsonRule, names: string) =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, rule]))

/** What entries may hold (audit/actions.ts), field by field; a name is what its subject is. */
export const auditFields = (name: 'slug' | 'title'): Record<string, JsonRule> => ({
  name: text(name),
  origin: text('url'),
  ...{ from: instant, to: instant },
  ...all(figure, 'count further sessions left repositories days added joined entries last traces'),
  ...all(id, 'userId developerId fromId mergeId identityId accountId otherId repositoryId'),
  ...all(term, 'kept individuals required role method reason mark format kind host isOn wanted by'),
  ...{ route, thresholds: settings },
  timeZone: termOf(/^[A-Za-z_]+(?:\/[A-Za-z_+-]+\d*)*$/),
  window: termOf(/^(?:\d+[dmy]|all)$/),
})

const people = ['user', 'developer', 'invitation']

/** The check looks at names and addresses; that a folder is called "settings" as a page is, it may. */
const fields: Rule = {
  ...json(record(auditFields('slug'))),
  looksAt(whole) {
    const { name, origin } = JSON.parse(whole) as Record<string, unknown>
    return JSON.stringify([name, origin])
  },
}

/** The audit, and the access log beside it. */
export const auditTables: Record<string, TableRule> = {
  'public.audit_entries': rebuilt({
    ...each(keep, 'companyId actorId subjectId'),
    at: shift,
    action: known(auditActions, 'audit.exported'),
    subjectType: shaped(/^[a-z-]+$/, null),
    ...{ before: fields, after: fields },
    requestId: secret,
    // A chain of its own: see copy-audit.ts.
    ...each(drop, 'position actorTrace subjectTrace previous digest'),
  }),
  'public.audit_traces': rebuilt({
    ...each(keep, 'companyId personId'),
    ...each(known(['actor', 'subject', ...people], 'user'), 'party personType'),
    ...{ name: pseudonym('name'), email: pseudonym('email') },
    ...each(secret, 'ip userAgent'),
    ...each(drop, 'position salt'),
    erasedAt: shift,
  }),
  'directory.audit_heads': rebuilt({ companyId: keep, ...each(drop, 'position digest') }),
  // Signed with the key of the original.
  'public.audit_checkpoints': leftOut(
    each(drop, 'companyId position closes digest at keyId signature'),
  ),
  'public.access_entries': copied({
    ...each(keep, 'companyId id actorId subjectId'),
    kind: known(['viewed', 'exported'], 'viewed'),
    subjectType: shaped(/^[a-z-]+$/, 'other'),
    requestId: secret,
    at: shift,
  }),
  'public.refusal_counts': leftOut(
    each(drop, 'companyId userId method route reason since further'),
  ),
}
