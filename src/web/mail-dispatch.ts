import { dispatchMails } from '../jobs/mail-dispatcher.js'
import type { Services } from './services.js'

/** Lets queued mails go at once; if that fails, the worker's own round does it. Never waited for. */
export function hurryMails({ database, queue, log }: Services): void {
  dispatchMails(database, queue).catch((error) => log.warn({ err: error }, 'mails have to wait'))
}
