import { expect, test } from 'vitest'
import { type Action, actions, may } from '../../src/access/roles.js'
import { Role } from '../../src/generated/prisma/enums.js'

const roles = Object.values(Role)

/** The whole table once more, by hand: a change of it must be meant. */
const expected: Record<Action, Role[]> = {
  'overview.view': ['owner', 'admin', 'manager', 'developer'],
  'metrics.view': ['owner', 'admin', 'manager', 'developer'],
  'commits.view': ['owner', 'admin', 'manager', 'developer'],
  'pull-requests.view': ['owner', 'admin', 'manager', 'developer'],
  'work.view': ['owner', 'admin', 'manager', 'developer'],
  'delivery.view': ['owner', 'admin', 'manager', 'developer'],
  'reviews.view': ['owner', 'admin', 'manager', 'developer'],
  'health.view': ['owner', 'admin', 'manager', 'developer'],
  'signals.view': ['owner', 'admin', 'manager', 'developer'],
  'signal.dismiss': ['owner', 'admin', 'manager'],
  'rules.view': ['owner', 'admin', 'manager'],
  'rules.change': ['owner', 'admin'],
  'people.names': ['owner', 'admin', 'manager'],
  'developer.view': ['owner', 'admin', 'manager', 'developer'],
  'developers.view': ['owner', 'admin', 'manager'],
  'team-numbers.view': ['owner', 'admin', 'manager', 'developer'],
  'commits.view-all': ['owner', 'admin', 'manager'],
  'repositories.view': ['owner', 'admin', 'manager', 'developer'],
  'repository.add': ['owner', 'admin'],
  'repository.history': ['owner', 'admin', 'manager', 'developer'],
  'repository.knowledge': ['owner', 'admin', 'manager'],
  'analysis.view': ['owner', 'admin', 'manager', 'developer'],
  'analysis.start': ['owner', 'admin'],
  'collection.start': ['owner', 'admin'],
  'identities.view': ['owner', 'admin'],
  'invitations.view': ['owner', 'admin'],
  'invitation.send': ['owner', 'admin'],
  'invitation.revoke': ['owner', 'admin'],
  'mails.view': ['owner', 'admin'],
  'user.sessions.end': ['owner', 'admin'],
  'user.recover': ['owner', 'admin'],
  'profile.view': ['owner', 'admin', 'manager', 'developer'],
  'profile.change': ['owner', 'admin', 'manager', 'developer'],
  'users.view': ['owner', 'admin'],
  'users.change': ['owner', 'admin'],
  'users.remove': ['owner', 'admin'],
  'ownership.transfer': ['owner'],
  'teams.view': ['owner', 'admin', 'manager'],
  'teams.change': ['owner', 'admin'],
  'company.view': ['owner', 'admin'],
  'company.change': ['owner', 'admin'],
  'audit.view': ['owner'],
  'audit.export': ['owner'],
  'identities.correct': ['owner', 'admin'],
  'exclusions.view': ['owner', 'admin'],
  'exclusions.change': ['owner', 'admin'],
  'data.view': ['owner', 'admin'],
  'data.clear': ['owner', 'admin'],
  'data.keep': ['owner', 'admin'],
  'repository.remove': ['owner', 'admin'],
  'company.remove': ['owner'],
  'person.export': ['owner', 'admin'],
  'person.erase': ['owner', 'admin'],
  'connections.view': ['owner', 'admin'],
  'connection.add': ['owner', 'admin'],
  'connection.change': ['owner', 'admin'],
  'connection.remove': ['owner', 'admin'],
  'demo.remove': ['owner'],
  'session.end': ['owner', 'admin', 'manager', 'developer'],
}

test('ASVS 8.1.1, 8.1.2: every action is in the table', () => {
  expect(actions.toSorted()).toEqual(Object.keys(expected).toSorted())
})

test.each(actions)('%s is for those who may', (action) => {
  expect(roles.filter((role) => may(role, action))).toEqual(
    roles.filter((role) => expected[action].includes(role)),
  )
})

test('an owner may do everything, and nobody more than those above', () => {
  for (const action of actions) {
    expect(may('owner', action)).toBe(true)
    const allowed = (['owner', 'admin', 'manager', 'developer'] as const).map((role) =>
      may(role, action),
    )
    expect(allowed).toEqual(allowed.toSorted((a, b) => Number(b) - Number(a)))
  }
})
