import { ambiguousNames, knownAddresses, knownNames } from '../people/bot-lists.js'
import { hostBotReason } from '../people/host-bots.js'
import { counts } from './json-rules.js'
import {
  copied,
  digestFrom,
  drop,
  each,
  keep,
  known,
  leftOut,
  pseudonym,
  secret,
  shift,
  shiftDay,
  type TableRule,
} from './rules.js'

/** Why somebody is a bot (people/bot-rules.ts), in words that name nobody. */
const botReasons = [
  ...[knownNames, knownAddresses, ambiguousNames].flatMap((list) => [...list.values()]),
  ...[hostBotReason, 'name ends in [bot]', 'name ends in bot', 'access token of GitLab'],
  "code host's own account",
]

const links = ['mailmap', 'email', 'no-reply', 'alone', 'admin', 'commit', 'username']

/** Developers, what they go by, their teams, and what was taken away. */
export const peopleTables: Record<string, TableRule> = {
  'public.developers': copied({
    ...each(keep, 'companyId id isBot botDecided nameDecided'),
    name: pseudonym('name'),
    email: pseudonym('email'),
    botReason: known(botReasons, 'known bot'),
    createdAt: shift,
  }),
  'public.identities': copied({
    ...each(keep, 'companyId id developerId'),
    ...{ name: pseudonym('name'), email: pseudonym('email') },
    ...{ mailmapName: pseudonym('name'), mailmapEmail: pseudonym('email') },
    digest: digestFrom('name', 'email'),
    linkedBy: known(links, 'alone'),
  }),
  'public.developer_merges': copied({
    ...each(keep, 'companyId id intoId fromId identityIds accountIds madeById undoneById'),
    source: known(['mailmap', 'email', 'no-reply', 'admin'], 'admin'),
    ...each(shift, 'madeAt undoneAt'),
  }),
  'public.dismissed_suggestions': copied({
    ...each(keep, 'companyId firstId secondId dismissedById'),
    dismissedAt: shift,
  }),
  'public.teams': copied({
    ...each(keep, 'companyId id'),
    name: pseudonym('title'),
    ...each(shift, 'createdAt archivedAt'),
  }),
  'public.team_memberships': copied({
    ...each(keep, 'companyId id teamId developerId enteredForId'),
    ...each(shiftDay, 'from to'),
  }),
  // A salted digest is still a way to try names.
  'public.erased_names': leftOut({
    ...each(drop, 'companyId kind developerId identityId'),
    digest: secret,
  }),
  'public.erasures': copied({
    ...each(keep, 'companyId id developerId requestedById'),
    ...each(shift, 'requestedAt finishedAt'),
    stage: known(
      ['remember', 'commits', 'pull_requests', 'comments', 'exclusions', 'people', 'done'],
      'done',
    ),
    // Its rows have other keys in the copy: the step begins anew.
    after: drop,
    counts,
  }),
  'public.clean_ups': copied({
    ...each(keep, 'companyId id repositoryIds developerIds requestedById place'),
    kind: known(['period', 'repository'], 'period'),
    name: pseudonym('slug'),
    ...each(shiftDay, 'firstDay lastDay'),
    ...each(shift, 'fromAt toAt requestedAt startedAt finishedAt'),
    stage: known(
      [
        'mark',
        'commits',
        'pull-requests',
        'analyses',
        'settle',
        'paths',
        'leave',
        'people',
        'done',
      ],
      'done',
    ),
    counts,
  }),
  'public.cleared_periods': copied({
    ...each(keep, 'companyId id repositoryId'),
    ...each(shiftDay, 'firstDay lastDay'),
    ...each(shift, 'fromAt toAt clearedAt'),
  }),
  'public.retention_runs': copied({
    ...each(keep, 'companyId id'),
    ...each(shift, 'startedAt finishedAt'),
    counts,
  }),
}
