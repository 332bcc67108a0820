import type { Role } from '../../src/generated/prisma/enums.js'
import { shifted } from '../../src/metrics/period.js'
import { listTeams } from '../../src/metrics/team-delivery.js'
import { findSignals, type Signal } from '../../src/signals/find-signals.js'
import { type RuleKind, ruleOf } from '../../src/signals/rules.js'
import { type Finding, initialOf, type Looked, type Place } from '../../src/signals/signal.js'
import { viewerOf } from '../../src/signals/viewer.js'
import type { TestCompany } from './company.js'

/** A Wednesday noon in UTC: 28 days end on 3 March and begin on 4 February. */
export const now = new Date('2026-03-04T12:00:00Z')
export const today = '2026-03-04'
export const everywhere: Place = {
  ...{ repositoryId: null, teamId: null, developerId: null, bots: false },
}

/** The date so many days before that Wednesday. */
export const daysBefore = (days: number) => shifted(today, -days)

interface Asked {
  role?: Role
  place?: Partial<Place>
  at?: Record<string, number>
}

/** What one rule finds, by its own thresholds or others. */
export async function find(
  company: TestCompany,
  kind: RuleKind,
  { role = 'owner', place = {}, at = {} }: Asked = {},
): Promise<Finding[]> {
  return company.work(async (db) => {
    const told = {
      now,
      today,
      viewer: viewerOf({ individuals: 'named' }, role),
      place: { ...everywhere, ...place },
    }
    const looked: Looked = { ...told, teams: await listTeams(db, today) }
    return ruleOf(kind).find(db, looked, { ...initialOf(ruleOf(kind)), ...at })
  })
}

/** All that there is to say. */
export const findAll = (company: TestCompany, role: Role = 'owner') =>
  company.work((db) =>
    findSignals(db, {
      now,
      today,
      place: everywhere,
      viewer: viewerOf({ individuals: 'named' }, role),
    }),
  )

export const kinds = (signals: readonly Signal[]) => signals.map(({ kind }) => kind)
