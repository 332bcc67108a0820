/** What the pages on teams and people print. */

import type { CommitRow } from './commits-types.js'
import type { FilterBar } from './filter-bar-types.js'
import type { Overview, TeamRow, WorkByWeek } from './overview-types.js'
import type { PullRow } from './pull-requests.js'

export interface ListedDeveloper {
  name: string
  href: string
  /** Where they are today. */
  teams: string[]
}

/** Everybody by name; there is no other order. */
export interface DevelopersPage {
  search: string
  people: ListedDeveloper[]
  bots: ListedDeveloper[]
  /** There are more than are listed. */
  isCut: boolean
}

/** Somebody whose changes were reviewed, or who reviewed; without a name where none is shown. */
export interface ReviewedPerson {
  name: string | null
  href: string | null
  reviews: number
}

export interface PersonPage {
  filters: FilterBar
  id: string
  name: string
  isBot: boolean
  isSelf: boolean
  teams: { name: string; href: string; from: Date; to: Date | null }[]
  work: WorkByWeek
  repositories: { name: string; href: string; commits: number; commitsHref: string }[]
  commits: { total: number; rows: CommitRow[] }
  commitsHref: string
  pulls: { total: number; rows: PullRow[] }
  pullsHref: string
  given: ReviewedPerson[]
  received: ReviewedPerson[]
}

/** A team beside itself: the overview of what its members did while they were in it. */
export interface TeamNumbersPage extends Overview {
  filters: FilterBar
  name: string
  /** By name; null where names are not shown. */
  members: { name: string; href: string; from: Date; to: Date | null }[] | null
}

/** Everything held about whoever asks; null where no commit carries their address. */
export interface OwnDataPage {
  rows: { label: string; count: number; href: string | null }[] | null
}

/** The views of teams and people, and what they take. */
export interface PeoplePages {
  'people/too-few': { filters: FilterBar }
  'developers/index': DevelopersPage
  'developers/show': PersonPage
  'me/data': OwnDataPage
  'teams/index': { filters: FilterBar; teams: TeamRow[] }
  'teams/show': TeamNumbersPage
}
