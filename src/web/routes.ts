import { dataRoutes } from './data-routes.js'
import * as acceptances from './pages/acceptances.js'
import * as accountHelp from './pages/account-help.js'
import * as analyses from './pages/analyses.js'
import * as audit from './pages/audit.js'
import * as codeHealth from './pages/code-health.js'
import * as collections from './pages/collections.js'
import * as commits from './pages/commits.js'
import * as company from './pages/company.js'
import * as connectionChanges from './pages/connection-changes.js'
import * as connections from './pages/connections.js'
import * as delivery from './pages/delivery.js'
import * as demos from './pages/demos.js'
import * as developers from './pages/developers.js'
import * as emailChanges from './pages/email-changes.js'
import * as exclusions from './pages/exclusions.js'
import * as exports from './pages/exports.js'
import * as histories from './pages/histories.js'
import * as identities from './pages/identities.js'
import * as invitations from './pages/invitations.js'
import * as mails from './pages/mails.js'
import * as memberships from './pages/memberships.js'
import * as merges from './pages/merges.js'
import * as metrics from './pages/metrics.js'
import * as outbox from './pages/outbox.js'
import * as overview from './pages/overview.js'
import * as ownData from './pages/own-data.js'
import * as ownSessions from './pages/own-sessions.js'
import * as passwordResets from './pages/password-resets.js'
import * as picker from './pages/picker.js'
import * as profile from './pages/profile.js'
import * as pullRequest from './pages/pull-request.js'
import * as pullRequests from './pages/pull-requests.js'
import * as repositories from './pages/repositories.js'
import * as reviews from './pages/reviews.js'
import * as secondFactors from './pages/second-factors.js'
import * as sessions from './pages/sessions.js'
import * as signInCodes from './pages/sign-in-codes.js'
import * as signUps from './pages/sign-ups.js'
import * as start from './pages/start.js'
import * as teamNumbers from './pages/team-numbers.js'
import * as teams from './pages/teams.js'
import * as userDevelopers from './pages/user-developers.js'
import * as users from './pages/users.js'
import * as work from './pages/work.js'
import { get, post, type Route } from './route.js'
import { signalRoutes } from './signal-routes.js'

export type { Route } from './route.js'

/** Every page of the product. A URL that is not here does not exist. */
export const routes: readonly Route[] = [
  get('/', 'public', overview.show),

  get('/sign-up', 'public', signUps.form),
  post('/sign-up', 'public', signUps.ask),
  get('/sign-ups/:token', 'public', signUps.open),
  get('/sign-up/company', 'public', signUps.company),
  post('/sign-up/company', 'public', signUps.create),
  get('/sign-in', 'public', sessions.form),
  post('/sign-in', 'public', sessions.create),
  get('/sign-in/code', 'public', signInCodes.form),
  post('/sign-in/code', 'public', signInCodes.create),
  post('/sign-out', 'session.end', sessions.remove),

  get('/password-resets', 'public', passwordResets.form),
  post('/password-resets', 'public', passwordResets.create),
  get('/password-resets/:token', 'public', passwordResets.open),
  get('/password-reset', 'public', passwordResets.edit),
  post('/password-reset', 'public', passwordResets.update),
  get('/invitations/:token', 'public', acceptances.open),
  get('/invitation', 'public', acceptances.form),
  post('/invitation', 'public', acceptances.create),
  get('/email-changes/:token', 'public', emailChanges.open),
  get('/email-change', 'public', emailChanges.show),
  post('/email-change', 'public', emailChanges.create),

  get('/me', 'profile.view', profile.show),
  get('/me/data', 'profile.view', ownData.show),
  post('/me/data', 'profile.view', ownData.download),
  post('/me/name', 'profile.change', profile.rename),
  post('/me/email', 'profile.change', profile.changeEmail),
  post('/me/password', 'profile.change', profile.changePasswordOf),
  post('/me/sessions/remove', 'session.end', ownSessions.removeOthers),
  post('/me/sessions/:id/remove', 'session.end', ownSessions.remove),
  get('/me/second-factor', 'profile.change', secondFactors.show),
  post('/me/second-factor', 'profile.change', secondFactors.create),
  post('/me/second-factor/remove', 'profile.change', secondFactors.remove),
  post('/me/recovery-codes', 'profile.change', secondFactors.renewCodes),

  get('/settings/invitations', 'invitations.view', invitations.index),
  post('/settings/invitations', 'invitation.send', invitations.create),
  post('/settings/invitations/:id/mails', 'invitation.send', invitations.sendAgain),
  post('/settings/invitations/:id/remove', 'invitation.revoke', invitations.remove),
  get('/settings/mails', 'mails.view', mails.index),
  post('/settings/users/:id/sessions/remove', 'user.sessions.end', accountHelp.endSessions),
  post('/settings/users/:id/password-resets', 'user.recover', accountHelp.recover),
  get('/outbox', 'public', outbox.index),

  get('/demo', 'public', demos.show),
  post('/demo', 'public', demos.create),
  get('/demo/:token', 'public', demos.open),
  post('/demo/remove', 'demo.remove', demos.remove),

  get('/start', 'repository.add', start.show),
  get('/repositories', 'repositories.view', repositories.index),
  post('/repositories', 'repository.add', repositories.create),
  get('/repositories/:id', 'repositories.view', repositories.show),
  get('/repositories/:id/history', 'repository.history', histories.show),
  post('/repositories/:id/analyses', 'analysis.start', analyses.create),
  post('/repositories/:id/collections', 'collection.start', collections.create),
  get('/repositories/:id/analyses/:analysis', 'analysis.view', analyses.show),

  get('/settings/users', 'users.view', users.index),
  get('/settings/users/:id', 'users.view', users.show),
  post('/settings/users/:id/role', 'users.change', users.role),
  post('/settings/users/:id/deactivate', 'users.change', users.close),
  post('/settings/users/:id/reactivate', 'users.change', users.open),
  get('/settings/users/:id/remove', 'users.remove', users.askRemoval),
  post('/settings/users/:id/remove', 'users.remove', users.remove),
  post('/settings/users/:id/developer', 'identities.correct', userDevelopers.create),
  post('/settings/users/:id/owner', 'ownership.transfer', users.transfer),

  get('/settings/teams', 'teams.view', teams.index),
  post('/settings/teams', 'teams.change', teams.create),
  get('/settings/teams/:id', 'teams.view', teams.show),
  post('/settings/teams/:id', 'teams.change', teams.rename),
  post('/settings/teams/:id/archive', 'teams.change', teams.archive),
  post('/settings/teams/:id/restore', 'teams.change', teams.restore),
  post('/settings/teams/:id/members', 'teams.change', memberships.create),
  post('/settings/teams/:id/members/:member', 'teams.change', memberships.update),
  post('/settings/teams/:id/members/:member/remove', 'teams.change', memberships.remove),

  get('/settings/company', 'company.view', company.show),
  post('/settings/company', 'company.change', company.update),
  post('/settings/company/time-zone', 'company.change', company.changeZone),
  post('/settings/company/individuals', 'company.change', company.ruleNames),
  post('/settings/company/comment-words', 'company.change', company.ruleWords),
  post('/settings/company/second-factor', 'company.change', company.ruleFactor),

  get('/settings/connections', 'connections.view', connections.index),
  get('/settings/connections/new', 'connection.add', connections.form),
  post('/settings/connections', 'connection.add', connections.create),
  get('/settings/connections/:id', 'connections.view', connections.show),
  post('/settings/connections/:id/name', 'connection.change', connectionChanges.rename),
  post('/settings/connections/:id/token', 'connection.change', connectionChanges.replace),
  post('/settings/connections/:id/checks', 'connection.change', connectionChanges.check),
  post('/settings/connections/:id/webhook', 'connection.change', connectionChanges.hook),
  get('/settings/connections/:id/remove', 'connection.remove', connectionChanges.askRemoval),
  post('/settings/connections/:id/remove', 'connection.remove', connectionChanges.remove),
  get('/settings/connections/:id/repositories', 'repository.add', picker.show),
  post('/settings/connections/:id/repositories', 'repository.add', picker.create),
  post('/settings/connections/:id/lists', 'repository.add', picker.refresh),

  get('/settings/audit', 'audit.view', audit.index),
  get('/settings/audit/accesses', 'audit.view', audit.looks),
  get('/settings/audit/check', 'audit.view', audit.check),
  post('/settings/audit/export', 'audit.export', audit.download),
  get('/settings/identities', 'identities.view', identities.index),
  post('/settings/identities/dismissals', 'identities.correct', merges.dismiss),
  get('/settings/identities/:id', 'identities.view', identities.show),
  post('/settings/identities/:id/name', 'identities.correct', identities.rename),
  post('/settings/identities/:id/bot-mark', 'identities.correct', identities.mark),
  post('/settings/identities/:id/splits', 'identities.correct', identities.split),
  post('/settings/identities/:id/merges', 'identities.correct', merges.create),
  post('/settings/identities/merges/:merge/undo', 'identities.correct', merges.undo),

  get('/settings/exclusions', 'exclusions.view', exclusions.index),
  get('/settings/exclusions/new', 'exclusions.change', exclusions.preview),
  post('/settings/exclusions', 'exclusions.change', exclusions.create),
  post('/settings/exclusions/:exclusion/undo', 'exclusions.change', exclusions.undo),

  get('/commits.csv', 'commits.view', exports.commits),
  get('/pull-requests.csv', 'pull-requests.view', exports.pullRequests),
  get('/repositories.csv', 'repositories.view', exports.repositories),
  get('/delivery.csv', 'delivery.view', exports.delivery),
  get('/reviews.csv', 'reviews.view', exports.reviews),
  get('/work.csv', 'work.view', exports.work),
  get('/health.csv', 'health.view', exports.health),

  get('/delivery', 'delivery.view', delivery.show),
  get('/reviews', 'reviews.view', reviews.show),
  get('/work', 'work.view', work.show),
  get('/health', 'health.view', codeHealth.show),
  get('/pull-requests', 'pull-requests.view', pullRequests.index),
  get('/teams', 'team-numbers.view', teamNumbers.index),
  get('/teams/:id', 'team-numbers.view', teamNumbers.show),
  get('/developers', 'developers.view', developers.index),
  get('/developers/:id', 'developer.view', developers.show),
  ...signalRoutes,
  ...dataRoutes,

  get('/metrics', 'metrics.view', metrics.index),

  get('/pull-requests/:id/:number', 'pull-requests.view', pullRequest.show),

  get('/commits', 'commits.view', commits.index),
  get('/commits/:id/:hash', 'commits.view', commits.show),
]
