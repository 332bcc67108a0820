/** What the pages on teams and people print. */

import type { FilterBar } from './filter-bar-types.js'

/** The views of teams and people, and what they take. */
export interface PeoplePages {
  'people/too-few': { filters: FilterBar }
}
