import { z } from 'zod'
import { windowChoices } from '../analysis/analyses.js'
import { isTimeZone } from '../companies/companies.js'
import { accountForms } from './account-forms.js'
import { invalid } from './faults.js'
import { email, name, newPassword, password } from './form-fields.js'
import { settingsForms } from './settings-forms.js'

const window = z.enum(windowChoices, 'Choose how far back.')

/** The fields of each form. A field that is not named here is refused. */
export const forms = {
  signUp: z.strictObject({
    company: name('Type the name of your company.'),
    name: name('Type your name.'),
    email,
    password: newPassword,
    timeZone: z.string().refine(isTimeZone, 'Choose a time zone of the list.'),
  }),
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
}

type Field<Form extends keyof typeof forms> = Extract<keyof z.input<(typeof forms)[Form]>, string>

/** A form as it came: what was typed, and either its values or what is wrong with each field. */
export type Sent<Form extends keyof typeof forms> = {
  typed: Partial<Record<Field<Form>, string>>
} & (
  | { values: z.output<(typeof forms)[Form]>; errors: null }
  | { values: null; errors: Partial<Record<Field<Form>, string>> }
)

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
  // What is secret is typed anew: a page never prints it back.
  const { password: _, current: __, code: ___, ...shown } = fields as Record<string, string>
  const typed = shown as Sent<Form>['typed']
  const { data, error } = forms[form].safeParse(fields)
  if (data) return { typed, values: data as never, errors: null }
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[issue.path.join('.')] ??= issue.message
  return { typed, values: null, errors: errors as never }
}
