import { may } from '../../access/roles.js'
import { keepsCommentWords, ruleCommentWords } from '../../companies/comment-words.js'
import { changeTimeZone, renameCompany } from '../../companies/companies.js'
import { ruleIndividuals } from '../../companies/individuals-rule.js'
import { requiresSecondFactor, ruleSecondFactor } from '../../companies/second-factor-rule.js'
import { isRecounting } from '../../database/recounts.js'
import type { CompanyPage } from '../../reports/settings-types.js'
import { current, inCurrentCompany } from '../current.js'
import { invalid } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, show as send } from '../show.js'

const section = '/settings/company'

function companyPage(form: CompanyPage['form'], status = 200): Handler {
  return (services, request, response) => {
    const head = { title: 'Company', section, status }
    const mayChange = may(current(request).user.role, 'company.change')
    return send(services, request, response, 'settings/company/show', head, async (db) => {
      const select = { name: true, timeZone: true, createdAt: true, individuals: true }
      const isSecondFactorRequired = await requiresSecondFactor(db)
      const company = await db.company.findFirstOrThrow({ select })
      const [recount] = await db.run(isRecounting)
      const keepsWords = await keepsCommentWords(db)
      return { ...company, ...recount!, isSecondFactorRequired, keepsWords, mayChange, form }
    })
  }
}

/** `GET /settings/company` */
export const show = companyPage({ values: {}, errors: {}, problem: null })

/** `POST /settings/company` */
export const update: Handler = async (services, request, response) => {
  const sent = readForm('company', request.body)
  if (sent.errors) {
    const form = { values: sent.typed, errors: sent.errors, problem: null }
    return companyPage(form, 422)(services, request, response)
  }
  const { name } = sent.values
  const told = changeOf(request)
  await inCurrentCompany(services, request, (db) => renameCompany(db, name, told))
  request.session.flash = 'The name is changed.'
  response.redirect(303, section)
}

/** `POST /settings/company/time-zone`: a worker counts all days anew. */
export const changeZone: Handler = async (services, request, response) => {
  const sent = readForm('companyZone', request.body)
  const told = changeOf(request)
  const again = (errors: CompanyPage['form']['errors']) => {
    const form = { values: sent.typed, errors, problem: null }
    return companyPage(form, 422)(services, request, response)
  }
  if (sent.errors) return again(sent.errors)
  const { timeZone } = sent.values
  const isDone = await inCurrentCompany(services, request, (db) =>
    changeTimeZone(db, timeZone, told),
  )
  if (!isDone) return again({ timeZone: 'Choose a time zone of the list.' })
  request.session.flash = 'The time zone is saved.'
  response.redirect(303, section)
}

/** `POST /settings/company/second-factor`: asks everybody for one, or no longer. */
export const ruleFactor: Handler = async (services, request, response) => {
  const sent = readForm('secondFactorRule', request.body)
  if (sent.errors) throw invalid('Choose whether to ask for it.')
  const required = sent.values.required === 'yes'
  const told = changeOf(request)
  await inCurrentCompany(services, request, (db) => ruleSecondFactor(db, required, told))
  request.session.flash = required ? 'Everybody is asked for it now.' : 'It is left to everybody.'
  response.redirect(303, section)
}

/** `POST /settings/company/individuals`: names people in numbers, or no longer. */
export const ruleNames: Handler = async (services, request, response) => {
  const sent = readForm('individuals', request.body)
  if (sent.errors) throw invalid('Choose whether people are named.')
  const { individuals } = sent.values
  const told = changeOf(request)
  await inCurrentCompany(services, request, (db) => ruleIndividuals(db, individuals, told))
  request.session.flash =
    individuals === 'named'
      ? 'Owners, admins and managers see who is behind a number.'
      : 'From now on nobody is shown alone.'
  response.redirect(303, section)
}

/** `POST /settings/company/comment-words`: keeps them, or drops those that are here. */
export const ruleWords: Handler = async (services, request, response) => {
  const sent = readForm('commentWords', request.body)
  if (sent.errors) throw invalid('Choose whether to keep them.')
  const kept = sent.values.kept === 'yes'
  const told = changeOf(request)
  await inCurrentCompany(services, request, (db) => ruleCommentWords(db, kept, told))
  request.session.flash = kept
    ? 'Words of comments are kept from now on.'
    : 'The words of comments are gone. Their length and instant stay.'
  response.redirect(303, section)
}
