import { may } from '../access/roles.js'
import type { Role } from '../generated/prisma/enums.js'
import { isAggregated, mayShowNames, type Reticence } from '../metrics/individuals.js'

/** What findings may tell whoever reads them. */
export interface Viewer {
  /** People may be named. */
  showsNames: boolean
  /** Pull requests of others may be shown one by one. */
  showsRows: boolean
  /** Only what many people did together is told: nothing of a single team, nothing of one person. */
  isAggregated: boolean
  /** Connections are theirs to mend. */
  opensConnections: boolean
}

/** What somebody in this role is told in this company. */
export const viewerOf = (company: Reticence, role: Role): Viewer => ({
  showsNames: mayShowNames(company, role),
  showsRows: !isAggregated(company) && may(role, 'commits.view-all'),
  isAggregated: isAggregated(company),
  opensConnections: may(role, 'connections.view'),
})
