import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs, { type TemplateFunction } from 'ejs'
import { type MailTemplate, mailData } from '../people/mails.js'
import type { Message } from '../platform/mail.js'
import { packageRoot } from '../platform/root.js'

const views = join(packageRoot, 'views', 'mail')

/** Mails whose text is fixed; what a Monday mail says is worked out (digest-message.ts). */
export type FixedTemplate = Exclude<MailTemplate, 'digest'>

/** Subjects are ours alone: nothing that somebody typed stands in a header. */
const subjects: Record<FixedTemplate, string> = {
  'sign-up': 'Create your company at Codevisto',
  'sign-up-known': 'You have a Codevisto account already',
  invitation: 'You are invited to Codevisto',
  'password-reset': 'Choose a new password for Codevisto',
  'password-changed': 'Your Codevisto password was changed',
  'email-change': 'Confirm your new e-mail address for Codevisto',
  'email-changed': 'Your Codevisto e-mail address was changed',
  'second-factor-on': 'Your second factor for Codevisto is on',
  'second-factor-off': 'Your second factor for Codevisto is off',
  'recovery-code-used': 'A recovery code for Codevisto was used',
}

const templates = new Map<string, TemplateFunction>()

function template(name: string, asText?: (text: unknown) => string): TemplateFunction {
  const known = templates.get(name)
  if (known) return known
  const filename = join(views, `${name}.ejs`)
  const options = { filename, root: views, cache: true, ...(asText ? { escape: asText } : {}) }
  const made = ejs.compile(readFileSync(filename, 'utf8'), options)
  templates.set(name, made)
  return made
}

/** In plain text nothing is markup; what would break a line apart is taken out. */
const plain = (text: unknown) => String(text).replace(/\p{Cc}+/gu, ' ')

/** What every template is told beside its own data. */
interface Told {
  subject: string
  /** The whole address of its link, on our own origin; null where it has none. */
  link: string | null
  /** Where the product is reached (APP_URL). */
  origin: string
}

/** A mail of a template: HTML and text from the same data. */
export function composed(
  name: MailTemplate,
  to: string,
  told: Told & Record<string, unknown>,
): Message {
  const body = template(`${name}.html`)(told)
  return {
    ...{ to, subject: told.subject },
    html: template('layout.html')({ ...told, body }),
    text: template(`${name}.text`, plain)(told).trim().concat('\n'),
  }
}

/**
 * A mail's subject, HTML and text.
 * @param link the whole address of its link, on our own origin; null where it has none
 * @param origin where the product is reached (APP_URL)
 */
export function mailMessage(
  name: FixedTemplate,
  to: string,
  data: unknown,
  { link, origin }: Omit<Told, 'subject'>,
): Message {
  const subject = subjects[name]
  return composed(name, to, { ...mailData[name].parse(data), subject, link, origin })
}
