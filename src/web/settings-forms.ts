import { z } from 'zod'
import { Individuals, Role } from '../generated/prisma/enums.js'
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
  commentWords: z.strictObject({ kept: z.enum(['yes', 'no']) }),
  companyZone: z.strictObject({ timeZone }),
}
