import type { CompanyQueries } from '../database/company.js'
import { eraseTracesOf } from './erase-traces.js'
import { holdErasure, moveErasure } from './erasures.js'
import { pseudonymize } from './pseudonymize.js'
import { rememberErased } from './remember-erased.js'
import { places, scrubTexts } from './scrub-texts.js'

type Where = keyof typeof places
const order = Object.keys(places) as Where[]

/**
 * Does one step of an erasure, in the caller's transaction. First the digests: from then on nothing
 * brings the name back. Then every text, piece by piece; the rows that name the developer last.
 * Whatever stops it, the next call goes on behind the last step that was done.
 * @returns "more" to go on at once, "wait" while somebody stores facts, "done"
 */
export async function erasureStep(
  queries: CompanyQueries,
  id: bigint,
): Promise<'more' | 'wait' | 'done'> {
  const erasure = await holdErasure(queries, id)
  if (!erasure || erasure.stage === 'done') return 'done'
  const { stage, developerId, after } = erasure
  const to = (next: string, counts: Record<string, number> = {}) =>
    moveErasure(queries, id, { stage: next, after: null, counts })
  if (stage === 'remember') {
    if (!(await rememberErased(queries, developerId))) return 'wait'
    await to(order[0]!)
    return 'more'
  }
  if (stage === 'people') {
    const traces = await eraseTracesOf(queries, developerId)
    await to('done', { ...(await pseudonymize(queries, developerId)), ...traces })
    return 'done'
  }
  const where = stage as Where
  const { last, changed } = await scrubTexts(queries, where, after)
  const counts = changed > 0 ? { [where]: changed } : {}
  if (last) await moveErasure(queries, id, { stage, after: last, counts })
  else await to(order[order.indexOf(where) + 1] ?? 'people', counts)
  return 'more'
}
