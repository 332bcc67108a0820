import { z } from 'zod'
import { Role } from '../generated/prisma/enums.js'
import { code, email, name, newPassword, password } from './form-fields.js'

/** The proof that whoever sends a form is still its owner: password, and code where one is needed. */
const proof = { current: password, code: z.string().max(60).optional() }

/** The forms of accounts: recovery, invitations, one's own profile, the second factor. */
export const accountForms = {
  recovery: z.strictObject({ email }),
  signUpAddress: z.strictObject({ email }),
  reset: z.strictObject({ password: newPassword }),
  invitation: z.strictObject({ email, role: z.enum(Role, 'Choose a role.') }),
  acceptance: z.strictObject({ name: name('Type your name.'), password: newPassword }),
  signInCode: z.strictObject({ code, next: z.string().max(2000).optional() }),
  profile: z.strictObject({ name: name('Type your name.') }),
  emailChange: z.strictObject({ email, ...proof }),
  passwordChange: z.strictObject({ password: newPassword, ...proof }),
  secondFactor: z.strictObject({ code, current: password }),
  secondFactorRule: z.strictObject({ required: z.enum(['yes', 'no']) }),
  digest: z.strictObject({ wanted: z.enum(['yes', 'no']) }),
  proof: z.strictObject(proof),
} as const
