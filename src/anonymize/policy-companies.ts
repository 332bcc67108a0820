import { retentionRules } from '../retention/rules.js'
import { counts } from './json-rules.js'
import {
  copied,
  drop,
  each,
  keep,
  known,
  leftOut,
  password,
  pseudonym,
  type Rule,
  secret,
  select,
  shaped,
  shift,
  shiftDay,
  type TableRule,
} from './rules.js'
import { ownWords } from './vocabulary.js'

/** Zones say where a company works as exactly as its clock does: kept, or no day would be right. */
ownWords(Intl.supportedValuesOf('timeZone'))

/** "team 12 folder src/checkout": words of rules and ids, and a folder's name. */
const signalSubject: Rule = {
  looksAt: (text) => /^.*? folder (.+)$/s.exec(text)?.[1] ?? '',
  put(text, to) {
    const [, about = '', folder] = /^(.*?)(?: folder (.+))?$/s.exec(text)!
    const said = /^[a-z -]*(?: ?\d+)*$/.test(about) ? about : 'other'
    return folder === undefined ? said : `${said} folder ${to.folder(folder)}`
  },
}

/** The look of a signal in numbers; any other is another look in the copy. */
const signalMark: Rule = {
  put: (text, to) => (/^[\d\s.,:%-]*$/.test(text) ? text : to.id(text)),
}

/** Companies, who signs in to them, and what they have set. */
export const companyTables: Record<string, TableRule> = {
  'public.companies': copied({
    ...each(keep, 'id effortK keepsCommentText individuals isDemo'),
    name: pseudonym('title'),
    timeZone: shaped(/^[A-Za-z_]+(\/[\w+-]+)*$/, 'UTC'),
    ...each(shift, 'createdAt demoReadyAt'),
    // Nobody has a second factor in the copy.
    requiresSecondFactor: select('false'),
    erasureSalt: secret,
  }),
  'public.users': copied({
    ...each(keep, 'companyId id role'),
    name: pseudonym('name'),
    email: pseudonym('email'),
    passwordHash: password,
    ...each(shift, 'createdAt deactivatedAt digestOffAt'),
    ...each(drop, 'sessionsFrom secondFactorAt totpStep'),
    ...each(secret, 'newEmail totpSecret'),
  }),
  'public.recovery_codes': leftOut({ ...each(drop, 'companyId userId usedAt'), digest: secret }),
  'public.invitations': leftOut({
    ...each(drop, 'companyId id role invitedById createdAt expiresAt acceptedAt revokedAt'),
    email: secret,
  }),
  'public.outgoing_mails': leftOut({
    ...each(drop, 'companyId id template subjectId attempts queuedAt sentAt failedAt'),
    ...each(drop, 'data problem'),
    recipient: secret,
  }),
  'public.digests': copied({
    ...each(keep, 'companyId id userId'),
    week: shiftDay,
    queuedAt: shift,
  }),
  'public.signal_rules': copied({
    ...each(keep, 'companyId isOn'),
    kind: shaped(/^[a-z-]+$/, 'other'),
    thresholds: counts,
    changedAt: shift,
  }),
  'public.signal_dismissals': copied({
    ...each(keep, 'companyId id dismissedById'),
    kind: shaped(/^[a-z-]+$/, 'other'),
    subject: signalSubject,
    mark: signalMark,
    reason: pseudonym('prose'),
    ...each(shift, 'until dismissedAt undoneAt'),
  }),
  'public.retention_rules': copied({
    ...each(keep, 'companyId days'),
    kind: known(
      retentionRules.map(({ kind }) => kind),
      'other',
    ),
  }),
}
