import { currentCompany } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { isAggregated } from '../metrics/individuals.js'
import { highLoad, measureReviewLoad } from '../metrics/review-load.js'
import { type Filters, link, scopeOf } from './filters.js'
import type { ReviewersCard } from './overview-types.js'

/** Of fewer reviews a share says nothing. */
export const fewestReviews = 10
/** How many people a card names; the others stand together. */
const most = 4

/** Who reviews, as a load that should be spread; names only for those who may see them. */
export async function reviewersCard(
  db: CompanyDatabase,
  filters: Filters,
  showsNames: boolean,
): Promise<ReviewersCard> {
  const { reviews, people } = await measureReviewLoad(db, scopeOf(filters))
  const isMasked = isAggregated(await currentCompany(db))
  const shown = isMasked ? [] : people.slice(0, most)
  const rest = isMasked ? people : people.slice(most)
  const restReviews = rest.reduce((sum, one) => sum + one.reviews, 0)
  return {
    reviews,
    people: shown.map((one, at) => {
      const share = one.reviews / reviews
      return {
        name: showsNames ? one.name : `Person ${at + 1}`,
        ...{ reviews: one.reviews, share, isHigh: share > highLoad },
        href: showsNames
          ? link('/pull-requests', filters, { reviewer: String(one.developerId) })
          : link('/pull-requests', filters, { state: 'merged' }),
      }
    }),
    others:
      rest.length > 0
        ? { people: rest.length, reviews: restReviews, share: restReviews / reviews }
        : null,
  }
}
