import { z } from 'zod'
import { isTimeZone } from '../companies/companies.js'
import { longestPassword, shortestPassword } from '../people/password-rules.js'

/** Fields that several forms have. */

export const name = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(120, 'Use at most 120 characters.')
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'Leave out line breaks and other control characters.')

export const email = z
  .string()
  .trim()
  .max(254, 'This address is too long.')
  .pipe(z.email('Type an e-mail address such as name@company.com.'))

export const timeZone = z.string().refine(isTimeZone, 'Choose a time zone of the list.')

/** A new password. Never trimmed or changed: it is what was typed. */
export const newPassword = z
  .string('Type a password.')
  .min(shortestPassword, `Use at least ${shortestPassword} characters.`)
  .max(longestPassword, `Use at most ${longestPassword} characters.`)

/** A password that is to be verified. */
export const password = z
  .string('Type your password.')
  .min(1, 'Type your password.')
  .max(longestPassword, 'This password is too long to be yours.')

/** A code host's token, as it was pasted: spaces around it are not part of it. */
export const token = z
  .string('Paste the token.')
  .trim()
  .min(8, 'Paste the whole token.')
  .max(2000, 'This is too long to be a token.')
  .regex(/^[\x21-\x7e]+$/, 'Paste the token alone, without spaces or line breaks.')

/** A code of an authenticator app, or a recovery code. */
export const code = z
  .string('Type the code.')
  .trim()
  .min(1, 'Type the code.')
  .max(60, 'This is too long to be a code.')
