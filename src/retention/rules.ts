import type { CompanyDatabase } from '../database/company.js'
import { mailDays } from '../people/mails.js'

/** For how long a class of data is kept unless the company says otherwise, and what it may say. */
export interface RetentionRule {
  kind: string
  title: string
  /** What goes, in one sentence. */
  goes: string
  /** In days; null is for as long as the company is here. */
  standard: number | null
  shortest: number
  longest: number
}

export const retentionRules = [
  {
    kind: 'facts',
    title: 'Commits and pull requests',
    standard: null,
    goes: 'Facts, and every number made of them, as if the period had been cleared.',
    shortest: 365,
    longest: 3650,
  },
  {
    kind: 'messages',
    title: 'Words of commit messages',
    standard: null,
    goes: 'All but the subject. Ratings and effort stay as they are.',
    shortest: 30,
    longest: 3650,
  },
  {
    kind: 'comments',
    title: 'Words of comments',
    standard: null,
    goes: 'The words. Who wrote, when and how much stays.',
    shortest: 30,
    longest: 3650,
  },
  {
    kind: 'analyses',
    title: 'Receipts of analyses',
    standard: null,
    goes: 'Receipts whose commits are gone too, but for each repository’s last.',
    shortest: 30,
    longest: 3650,
  },
  {
    kind: 'accesses',
    title: 'Access log',
    standard: 365,
    goes: 'Lines that say who looked at whom.',
    shortest: 90,
    longest: 365,
  },
  {
    kind: 'deliveries',
    title: 'Webhook deliveries',
    standard: 30,
    goes: 'Numbers of deliveries, kept so that none counts twice.',
    shortest: 7,
    longest: 90,
  },
  {
    kind: 'mails',
    title: 'Sent mails',
    standard: mailDays,
    goes: 'That a mail was sent, and to whom.',
    shortest: 7,
    longest: mailDays,
  },
  {
    kind: 'invitations',
    title: 'Ended invitations',
    standard: 365,
    goes: 'Invitations that were accepted, taken back or ran out.',
    shortest: 30,
    longest: 3650,
  },
] as const satisfies RetentionRule[]

export type RetentionKind = (typeof retentionRules)[number]['kind']

/** What the company keeps for how many days; null is for as long as it is here. */
export async function retentionOf(
  db: Pick<CompanyDatabase, 'retentionRule'>,
): Promise<Record<RetentionKind, number | null>> {
  const said = new Map((await db.retentionRule.findMany()).map(({ kind, days }) => [kind, days]))
  const entries = retentionRules.map(({ kind, standard }) => {
    return [kind, said.has(kind) ? (said.get(kind) ?? null) : standard] as const
  })
  return Object.fromEntries(entries) as Record<RetentionKind, number | null>
}
