import {
  copied,
  drop,
  each,
  keep,
  known,
  leftOut,
  pseudonym,
  secret,
  shift,
  type TableRule,
} from './rules.js'

/** What is asked before a company is known: addresses stay, everything that opens something goes. */
export const directoryTables: Record<string, TableRule> = {
  'directory.email_addresses': copied({
    ...each(keep, 'companyId userId'),
    email: pseudonym('email'),
  }),
  'directory.last_seen': copied({ ...each(keep, 'companyId userId'), at: shift }),
  'directory.chores': copied(
    {
      ...each(keep, 'companyId subjectId dueAt'),
      kind: known(['clean-up', 'erasure'], 'clean-up'),
    },
    "kind IN ('clean-up', 'erasure')",
  ),
  // From the beginning again: hashes stand in another order.
  'directory.recounts': copied({
    ...each(keep, 'companyId dueAt'),
    ...each(drop, 'repositoryId hash'),
    changedAt: shift,
  }),
  'directory.sessions': leftOut({
    ...each(drop, 'id companyId userId createdAt lastSeenAt expiresAt data'),
    digest: secret,
  }),
  'directory.links': leftOut({
    ...each(drop, 'companyId kind subjectId createdAt expiresAt'),
    digest: secret,
  }),
  'directory.webhooks': leftOut({ ...each(drop, 'companyId connectionId'), digest: secret }),
  'directory.recoveries': leftOut({
    ...each(secret, 'email askedBy'),
    ...each(drop, 'id askedAt dueAt'),
  }),
  'directory.sign_ups': leftOut({
    ...each(secret, 'email askedBy digest'),
    ...each(drop, 'id askedAt dueAt expiresAt'),
  }),
  'directory.mails_due': leftOut(each(drop, 'companyId mailId dueAt')),
  'directory.runs': leftOut(
    each(drop, 'companyId analysisId waitingAt admittedAt startedAt seenAt attempt deaths'),
  ),
  'directory.collections_due': leftOut({
    ...each(drop, 'companyId repositoryId connectionId dueAt admittedAt startedAt seenAt attempt'),
    ...each(drop, 'deaths askedAgain'),
  }),
  'directory.company_removals': leftOut(each(drop, 'companyId askedById askedAt dueAt')),
}
