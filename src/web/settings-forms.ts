import { z } from 'zod'
import { Role } from '../generated/prisma/enums.js'
import { name, timeZone } from './form-fields.js'

const day = z.iso
  .date('Choose a day.')
  .refine((text) => text >= '1970-01-01', 'Choose a later day.')
const lastDay = day.or(z.literal(''))
const id = z.string().regex(/^\d{1,18}$/, 'Choose somebody of the list.')

/** The forms of the settings. */
export const settingsForms = {
  /** A button: nothing beside the token. */
  nothing: z.strictObject({}),
  role: z.strictObject({ role: z.enum(Role, 'Choose a role.') }),
  team: z.strictObject({ name: name('Type a name for the team.') }),
  newMember: z.strictObject({ developer: id, from: day, to: lastDay }),
  member: z.strictObject({ from: day, to: lastDay }),
  company: z.strictObject({ name: name('Type the name of your company.') }),
  companyZone: z.strictObject({ timeZone }),
}
