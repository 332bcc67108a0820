/** What an entry is about. Only a "user", a "developer" and an "invitation" stand for a person. */
export type SubjectType =
  | 'company'
  | 'user'
  | 'invitation'
  | 'team'
  | 'developer'
  | 'repository'
  | 'connection'
  | 'analysis'
  | 'exclusion'
  | 'audit'

interface Described {
  /** What was done, to be read after a name: "Ines changed a role". */
  says: string
  subject: SubjectType | null
  /** The only fields whose values an entry may hold: none that names or describes a person. */
  fields: readonly string[]
}

/**
 * Everything that is recorded. An action that is not here cannot be recorded, a field that is not
 * listed with its action cannot be written: the list is what keeps names, addresses and secrets out of
 * entries that are never changed.
 */
const table = {
  'company.created': { says: 'created the company', subject: 'company', fields: ['timeZone'] },
  'company.renamed': { says: 'renamed the company', subject: 'company', fields: ['name'] },
  'company.time-zone-changed': {
    ...{ says: 'changed the time zone', subject: 'company', fields: ['timeZone'] },
  },
  'company.comment-words-ruled': {
    ...{ says: 'changed whether words of comments are kept', subject: 'company', fields: ['kept'] },
  },
  'company.individuals-ruled': {
    ...{ says: 'changed whether people are named', subject: 'company', fields: ['individuals'] },
  },
  'company.second-factor-required': {
    ...{ says: 'changed who needs a second factor', subject: 'company', fields: ['required'] },
  },
  'company.removal-asked': {
    ...{ says: 'asked for the company to be deleted', subject: 'company', fields: [] },
  },
  'company.removal-taken-back': {
    ...{ says: 'decided to keep the company', subject: 'company', fields: [] },
  },
  'ownership.transferred': { says: 'handed the company over', subject: 'user', fields: ['role'] },

  'session.begun': { says: 'signed in', subject: 'user', fields: ['method'] },
  'session.refused': { says: 'failed to sign in', subject: 'user', fields: ['reason'] },
  'session.ended': { says: 'signed out', subject: 'user', fields: ['count'] },
  'session.others-ended': { says: 'ended sessions', subject: 'user', fields: ['count'] },
  'access.refused': {
    ...{ says: 'was refused', subject: null, fields: ['method', 'route', 'reason', 'further'] },
  },

  'user.renamed': { says: 'changed a name', subject: 'user', fields: [] },
  'user.role-changed': { says: 'changed a role', subject: 'user', fields: ['role'] },
  'user.deactivated': { says: 'deactivated an account', subject: 'user', fields: ['sessions'] },
  'user.reactivated': { says: 'reactivated an account', subject: 'user', fields: [] },
  'user.removed': { says: 'removed an account', subject: 'user', fields: ['role'] },

  'invitation.sent': { says: 'invited somebody', subject: 'invitation', fields: ['role'] },
  'invitation.sent-again': {
    ...{ says: 'sent an invitation again', subject: 'invitation', fields: ['role'] },
  },
  'invitation.revoked': { says: 'took an invitation back', subject: 'invitation', fields: [] },
  'invitation.accepted': {
    ...{ says: 'accepted an invitation', subject: 'invitation', fields: ['role', 'userId'] },
  },

  'password.changed': { says: 'changed a password', subject: 'user', fields: ['sessions'] },
  'password.reset-asked': { says: 'asked for a new password', subject: 'user', fields: [] },
  'password.reset': { says: 'set a new password by mail', subject: 'user', fields: ['sessions'] },
  'email.changed': { says: 'changed an e-mail address', subject: 'user', fields: [] },
  'second-factor.enabled': { says: 'set up a second factor', subject: 'user', fields: [] },
  'second-factor.disabled': { says: 'gave up a second factor', subject: 'user', fields: [] },
  'second-factor.refused': { says: 'failed the second factor', subject: 'user', fields: [] },
  'recovery-code.used': { says: 'used a recovery code', subject: 'user', fields: ['left'] },
  'recovery-codes.made': { says: 'made new recovery codes', subject: 'user', fields: ['count'] },

  'team.created': { says: 'created a team', subject: 'team', fields: ['name'] },
  'team.renamed': { says: 'renamed a team', subject: 'team', fields: ['name'] },
  'team.archived': { says: 'archived a team', subject: 'team', fields: [] },
  'team.restored': { says: 'brought a team back', subject: 'team', fields: [] },
  'team.member-added': {
    ...{ says: 'added somebody to a team', subject: 'team', fields: ['developerId', 'from', 'to'] },
  },
  'team.member-changed': {
    ...{ says: 'changed a membership', subject: 'team', fields: ['developerId', 'from', 'to'] },
  },
  'team.member-removed': {
    ...{ says: 'took a membership out', subject: 'team', fields: ['developerId', 'from', 'to'] },
  },

  'developer.merged': { says: 'merged two developers', subject: 'developer', fields: ['fromId'] },
  'developer.merge-undone': {
    ...{ says: 'took a merge back', subject: 'developer', fields: ['mergeId'] },
  },
  'developer.split': {
    ...{ says: 'split a developer', subject: 'developer', fields: ['identityId', 'accountId'] },
  },
  'developer.address-given': {
    ...{ says: 'said which developer a user is', subject: 'developer', fields: ['userId'] },
  },
  'developer.renamed': { says: 'renamed a developer', subject: 'developer', fields: [] },
  'developer.kept-apart': {
    ...{ says: 'kept two developers apart', subject: 'developer', fields: ['otherId'] },
  },
  'developer.bot-decided': {
    ...{ says: 'decided whether somebody is a bot', subject: 'developer', fields: ['mark'] },
  },
  'developer.erased': {
    ...{ says: 'asked for a person to be erased', subject: 'developer', fields: [] },
  },
  'developer.exported': {
    ...{ says: 'exported what is held about a person', subject: 'developer', fields: ['format'] },
  },
  'exclusion.added': { says: 'excluded data', subject: 'exclusion', fields: ['kind'] },
  'exclusion.removed': { says: 'took data back in', subject: 'exclusion', fields: ['kind'] },

  'repository.added': { says: 'added a repository', subject: 'repository', fields: ['name'] },
  'repository.removed': { says: 'removed a repository', subject: 'repository', fields: ['name'] },
  'data.cleared': {
    ...{ says: 'deleted activity', subject: 'repository', fields: ['repositories', 'from', 'to'] },
  },
  'data.retention-changed': {
    ...{ says: 'changed how long data is kept', subject: 'company', fields: ['kind', 'days'] },
  },
  'data.clearing-lifted': {
    ...{ says: 'let cleared days be read again', subject: 'repository', fields: ['from', 'to'] },
  },
  'repository.collection-asked': {
    ...{ says: 'asked for pull requests to be read', subject: 'repository', fields: [] },
  },
  'analysis.asked': {
    ...{ says: 'asked for an analysis', subject: 'analysis', fields: ['repositoryId', 'window'] },
  },

  // A token, its end, its user and its account's name never stand here; a host and an origin do.
  'connection.added': {
    ...{ says: 'connected a code host', subject: 'connection', fields: ['host', 'origin'] },
  },
  'connection.renamed': { says: 'renamed a connection', subject: 'connection', fields: ['name'] },
  'connection.token-replaced': {
    ...{ says: 'replaced the token of a connection', subject: 'connection', fields: [] },
  },
  'connection.webhook-made': {
    ...{ says: 'made the webhook of a connection', subject: 'connection', fields: [] },
  },
  'connection.repositories-added': {
    ...{ says: 'added repositories of a connection', subject: 'connection' },
    fields: ['added', 'joined', 'window'],
  },
  'connection.removed': {
    ...{ says: 'removed a connection', subject: 'connection', fields: ['host', 'origin'] },
  },

  'signal-rule.changed': {
    ...{ says: 'changed a rule of signals', subject: 'company' },
    fields: ['kind', 'isOn', 'thresholds'],
  },
  'signal.dismissed': {
    ...{ says: 'dismissed a signal', subject: 'company', fields: ['kind', 'days'] },
  },
  'signal.brought-back': {
    ...{ says: 'brought a signal back', subject: 'company', fields: ['kind'] },
  },
  'digest.ruled': {
    ...{ says: 'changed the Monday mail', subject: 'user', fields: ['wanted', 'by'] },
  },

  'audit.exported': { says: 'exported the audit', subject: 'audit', fields: [] },
  'audit.segment-closed': {
    ...{ says: 'closed a segment of the audit', subject: 'audit', fields: ['entries', 'last'] },
  },
  'person.erased': { says: 'erased what names somebody', subject: 'user', fields: ['traces'] },
} as const satisfies Record<string, Described>

export type AuditAction = keyof typeof table

/** The fields that an action's entry may hold. */
export type AuditField<Action extends AuditAction> = (typeof table)[Action]['fields'][number]

export const auditActions = Object.keys(table) as AuditAction[]

/** What the table says of an action. */
export const describeAction = (action: AuditAction): Described => table[action]
