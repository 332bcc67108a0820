import { z } from 'zod'
import { Individuals, Role } from '../generated/prisma/enums.js'
import { retentionRules } from '../retention/rules.js'
import { ruleKinds } from '../signals/rules.js'
import { name, timeZone, token } from './form-fields.js'

const day = z.iso
  .date('Choose a day.')
  .refine((text) => text >= '1970-01-01', 'Choose a later day.')
const lastDay = day.or(z.literal(''))
const tokenUser = z
  .string()
  .trim()
  .max(254, 'This is too long.')
  .regex(/^[\x21-\x7e]*$/, 'Type the e-mail address or the workspace, without spaces.')
  .optional()

const connectionName = z
  .string()
  .trim()
  .max(120, 'Use at most 120 characters.')
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'Leave out line breaks and other control characters.')

const id = z.string().regex(/^\d{1,18}$/, 'Choose somebody of the list.')

/** The forms of the settings. */
export const settingsForms = {
  /** A button: nothing beside the token. */
  nothing: z.strictObject({}),
  role: z.strictObject({ role: z.enum(Role, 'Choose a role.') }),
  team: z.strictObject({ name: name('Type a name for the team.') }),
  userDeveloper: z.strictObject({ developer: id }),
  newMember: z.strictObject({ developer: id, from: day, to: lastDay }),
  member: z.strictObject({ from: day, to: lastDay }),
  connection: z.strictObject({
    host: z.string().max(40),
    origin: z.string().max(2000).optional(),
    name: connectionName.optional(),
    ...{ token, tokenUser },
  }),
  connectionName: z.strictObject({ name: name('Type a name for the connection.') }),
  connectionToken: z.strictObject({ token, tokenUser }),
  connectionRemoval: z.strictObject({ name: z.string().max(200) }),
  company: z.strictObject({ name: name('Type the name of your company.') }),
  individuals: z.strictObject({ individuals: z.enum(Individuals) }),
  removal: z.strictObject({ name: z.string().max(400) }),
  cleanUp: z.strictObject({
    repository: z
      .string()
      .regex(/^\d{0,18}$/, 'Choose a repository of the list.')
      .default(''),
    from: lastDay.default(''),
    to: lastDay.default(''),
    name: z.string().max(400).default(''),
  }),
  retention: z.strictObject(
    Object.fromEntries(retentionRules.map(({ kind }) => [kind, z.string().max(20).optional()])),
  ),
  personExport: z.strictObject({ format: z.enum(['json', 'csv']) }),
  commentWords: z.strictObject({ kept: z.enum(['yes', 'no']) }),
  signalDismissal: z.strictObject({
    kind: z.enum(ruleKinds),
    subject: z
      .string()
      .min(1)
      .max(5000)
      .regex(/^[^\0]*$/),
    mark: z
      .string()
      .max(5000)
      .regex(/^[^\0]*$/),
    heldFor: z.enum(['7', '30', '90', 'change']),
    reason: z
      .string()
      .trim()
      .min(1, 'Say why: whoever looks later will ask.')
      .max(500, 'Use at most 500 characters.')
      .regex(/^[^\0]*$/, 'Leave out control characters.'),
  }),
  companyZone: z.strictObject({ timeZone }),
}
