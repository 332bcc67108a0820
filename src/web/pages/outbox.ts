import type { Request } from 'express'
import { readOutbox } from '../../platform/outbox.js'
import { findCurrent } from '../current.js'
import { notFound } from '../faults.js'
import { page } from '../page.js'
import type { Handler } from '../show.js'

const here = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * Whether the request was made on this machine, for this machine: another site that gave itself a name
 * with our address does not come through.
 */
function isLocal(request: Request): boolean {
  const isNamedSo = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(request.hostname ?? '')
  return isNamedSo && here.has(request.socket.remoteAddress ?? '')
}

/**
 * `GET /outbox`: what would have been mailed, on a machine without a mail server; absent in production.
 * Links in mails are keys to accounts: whoever sits at the machine sees all, an owner or admin from
 * elsewhere those of the own company, nobody else any.
 */
export const index: Handler = async ({ config }, request, response) => {
  if (!config.outboxFolder) throw notFound()
  const current = findCurrent(request)
  const isAdmin = current?.user.role === 'owner' || current?.user.role === 'admin'
  if (!isLocal(request) && !isAdmin) throw notFound()
  const all = await readOutbox(config.outboxFolder, 50)
  const shown = isLocal(request)
    ? all
    : all.filter(({ companyId }) => companyId === String(current?.company.id))
  const isLink = (line: string) =>
    URL.canParse(line) && new URL(line).origin === config.appUrlOrigin
  const mails = shown.map(({ id, to, subject, at, text }) => ({
    ...{ id, to, subject, at: new Date(at) },
    lines: text.split('\n').map((line) => ({ text: line, href: isLink(line) ? line : null })),
  }))
  page(request, response, 'outbox/index', { title: 'Outbox', section: '/outbox' }, { mails })
}
