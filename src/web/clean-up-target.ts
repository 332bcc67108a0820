import type { z } from 'zod'
import type { CompanyDatabase } from '../database/company.js'
import { periodWords } from '../reports/data.js'
import type { CleanUpForm, NewCleanUpPage } from '../reports/data-types.js'
import { findRepository, listRepositories } from '../repositories/repositories.js'
import type { CleanUpWish } from '../retention/clean-ups.js'
import { instantsOf } from '../retention/period.js'
import { previewCleanUp } from '../retention/preview-clean-up.js'
import type { forms } from './forms.js'

type Values = z.output<(typeof forms)['cleanUp']>
type Preview = NonNullable<NewCleanUpPage['preview']>
type Read =
  | { wish: CleanUpWish; preview: Preview; errors: null }
  | { errors: CleanUpForm['errors'] }

const dayOf = (text: string) => (text === '' ? null : text)
const dateOf = (text: string | null) => (text === null ? null : new Date(text))

/**
 * What a form wants deleted, and what that would be; or which field is wrong. Writes nothing.
 * @param companyName is typed where all repositories are meant
 */
export async function readCleanUp(
  db: CompanyDatabase,
  values: Values,
  companyName: string,
): Promise<Read> {
  const [firstDay, lastDay] = [dayOf(values.from), dayOf(values.to)]
  if (firstDay && lastDay && lastDay < firstDay) {
    return { errors: { to: 'The last day lies before the first.' } }
  }
  const one = values.repository === '' ? null : await findRepository(db, BigInt(values.repository))
  if (values.repository !== '' && !one) {
    return { errors: { repository: 'Choose a repository of the list.' } }
  }
  const instants = await instantsOf(db, firstDay, lastDay)
  if (instants.fromAt && instants.fromAt >= instants.toAt) {
    return { errors: { from: 'Nothing can have happened since then. Choose an earlier day.' } }
  }
  const repositoryIds = one ? [one.id] : (await listRepositories(db)).map(({ id }) => id)
  const name = one?.name ?? null
  const wish = { kind: 'period', repositoryIds, name, firstDay, lastDay, ...instants } as const
  const counts = await previewCleanUp(db, wish)
  const preview = {
    ...{ what: name ?? 'all repositories', name: name ?? companyName, counts },
    period: periodWords(dateOf(firstDay), dateOf(lastDay)),
    isEmpty: Object.values(counts).every((count) => count === 0),
  }
  return { wish, preview, errors: null }
}
