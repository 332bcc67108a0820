import { z } from 'zod'
import { windowChoices } from '../analysis/analyses.js'
import { botMarks } from '../people/developer-corrections.js'
import { accountForms } from './account-forms.js'
import { invalid } from './faults.js'
import { email, name, newPassword, password, timeZone } from './form-fields.js'
import { settingsForms } from './settings-forms.js'

const id = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

const back = z.enum(['list', 'person']).optional()

const window = z.enum(windowChoices, 'Choose how far back.')

/** What a company begins with; the address stands in the form, or was proved by a mail. */
const beginning = {
  company: name('Type the name of your company.'),
  name: name('Type your name.'),
  password: newPassword,
  timeZone,
}

/** The fields of each form. A field that is not named here is refused. */
export const forms = {
  signUp: z.strictObject({ ...beginning, email }),
  signUpByLink: z.strictObject(beginning),
  signIn: z.strictObject({
    email: z
      .string()
      .trim()
      .min(1, 'Type your e-mail address.')
      .max(254, 'This address is too long.')
      .regex(/^[^\0]*$/, 'Type your e-mail address.'),
    password,
    next: z.string().max(2000).optional(),
  }),
  start: z.strictObject({
    source: z.string('Type the clone address of a repository.'),
    window,
  }),
  analysis: z.strictObject({ window }),
  ...accountForms,
  ...settingsForms,
  // Of identities: `back` is the page to return to, the list or the person.
  developerName: z.strictObject({
    name: z
      .string()
      .trim()
      .max(120)
      .regex(/^[^\u0000-\u001f\u007f]*$/),
  }),
  botMark: z.strictObject({ mark: z.enum(botMarks), back }),
  split: z.strictObject({ identity: id.optional(), account: id.optional() }),
  merge: z.strictObject({ from: id, back }),
  undo: z.strictObject({ back }),
  dismissal: z.strictObject({ first: id, second: id }),
  exclusion: z.strictObject({
    kind: z.enum(['commit', 'path', 'repository'], 'Choose what to exclude.'),
    repository: z
      .string()
      .regex(/^\d{0,18}$/, 'Choose a repository of the list.')
      .default(''),
    target: z.string().trim().max(20_000, 'This is too long.').default(''),
    reason: z
      .string()
      .trim()
      .min(1, 'Say why: whoever reads the numbers later will ask.')
      .max(500, 'Use at most 500 characters.')
      .regex(/^[^\0]*$/, 'Leave out control characters.'),
  }),
}

type Field<Form extends keyof typeof forms> = Extract<keyof z.input<(typeof forms)[Form]>, string>

/** A form as it came: what was typed, and either its values or what is wrong with each field. */
export type Sent<Form extends keyof typeof forms> = {
  typed: Partial<Record<Field<Form>, string>>
} & (
  | { values: z.output<(typeof forms)[Form]>; errors: null }
  | { values: null; errors: Partial<Record<Field<Form>, string>> }
)

/** What is secret is typed anew: a page never prints it back. */
const secret = new Set(['password', 'current', 'code', 'token'])

/**
 * Reads a form.
 * @throws WebFault when it has fields that no person could have sent: unknown ones, or twice the same
 */
export function readForm<Form extends keyof typeof forms>(form: Form, body: unknown): Sent<Form> {
  const { _csrf, ...fields } = (body ?? {}) as Record<string, unknown>
  const known = Object.keys(forms[form].shape)
  const isOdd = Object.entries(fields).some(
    ([key, value]) => typeof value !== 'string' || !known.includes(key),
  )
  if (isOdd) throw invalid('This form was not sent as it is.')
  const shown = Object.fromEntries(Object.entries(fields).filter(([key]) => !secret.has(key)))
  const typed = shown as Sent<Form>['typed']
  const { data, error } = forms[form].safeParse(fields)
  if (data) return { typed, values: data as never, errors: null }
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[issue.path.join('.')] ??= issue.message
  return { typed, values: null, errors: errors as never }
}
