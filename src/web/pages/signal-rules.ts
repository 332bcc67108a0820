import type { Request } from 'express'
import { may } from '../../access/roles.js'
import { type SentRule, signalRules } from '../../reports/signal-rules.js'
import { changeRule } from '../../signals/rule-settings.js'
import { ruleKinds, ruleOf } from '../../signals/rules.js'
import { current, inCurrentCompany } from '../current.js'
import { invalid, notFound } from '../faults.js'
import { changeOf } from '../origin.js'
import { type Handler, show } from '../show.js'

const section = '/settings/rules'

const pageWith =
  (sent: SentRule | null): Handler =>
  (services, request, response) => {
    const head = { title: 'Rules', section, status: sent ? 422 : 200 }
    const mayChange = may(current(request).user.role, 'rules.change')
    return show(services, request, response, 'settings/rules/index', head, async (db) => ({
      ...(await signalRules(db, sent)),
      mayChange,
    }))
  }

/** `GET /settings/rules` */
export const index = pageWith(null)

/** What was sent for a rule: its fields are its thresholds, whole numbers within their bounds. */
function readRule(request: Request): SentRule & { numbers: Record<string, number> } {
  const { _csrf, on, kind: named, ...fields } = (request.body ?? {}) as Record<string, unknown>
  const kind = ruleKinds.find((one) => one === named)
  if (!kind) throw notFound()
  const { thresholds } = ruleOf(kind)
  const isOdd = Object.entries(fields).some(
    ([name, value]) => !Object.hasOwn(thresholds, name) || typeof value !== 'string',
  )
  if (isOdd || (on !== undefined && on !== 'yes')) throw invalid('This form was not sent as it is.')
  const values = fields as Record<string, string>
  const errors: Record<string, string> = {}
  for (const [name, { least, most }] of Object.entries(thresholds)) {
    const text = values[name]?.trim() ?? ''
    const isIn = /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most
    if (!isIn) errors[name] = `Type a whole number from ${least} to ${most}.`
  }
  const numbers = Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, Number(text.trim())]),
  )
  return { kind, isOn: on === 'yes', values, errors, numbers }
}

/** `POST /settings/rules`: one rule, named by the form. */
export const update: Handler = async (services, request, response) => {
  const sent = readRule(request)
  const { kind } = sent
  if (Object.keys(sent.errors).length > 0) return pageWith(sent)(services, request, response)
  const told = changeOf(request)
  const wanted = { isOn: sent.isOn, thresholds: sent.numbers }
  await inCurrentCompany(services, request, (db) => changeRule(db, kind, wanted, told))
  request.session.flash = `${ruleOf(kind).title}: saved.`
  response.redirect(303, `${section}#rule-${kind}`)
}
