import { z } from 'zod'
import { choreKinds } from '../database/chores.js'

const id = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

/** Every job: the shape of its payload (ids only, all as strings). Handlers re-read every row. */
export const jobs = {
  'analyze-repository': z
    .object({ companyId: id, analysisId: id, attempt: z.number().int().min(1) })
    .strict(),
  'collect-repository': z
    .object({ companyId: id, repositoryId: id, attempt: z.number().int().min(1) })
    .strict(),
  'send-mail': z.object({ companyId: id, mailId: id }).strict(),
  'list-repositories': z
    .object({ companyId: id, connectionId: id, listing: z.number().int().min(1) })
    .strict(),
  'recover-password': z.object({ recoveryId: id }).strict(),
  'mail-sign-up': z.object({ signUpId: id }).strict(),
  'make-demo': z.object({ companyId: id }).strict(),
  'change-time-zone': z.object({ companyId: id }).strict(),
  'do-chore': z.object({ companyId: id, kind: z.enum(choreKinds), subjectId: id }).strict(),
} as const

export type JobName = keyof typeof jobs
export type Payload<Name extends JobName> = z.output<(typeof jobs)[Name]>
