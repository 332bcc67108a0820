import type { z } from 'zod'
import type { CompanyDatabase } from '../database/company.js'
import type { ExclusionForm, ExclusionPreview } from '../reports/exclusion-types.js'
import { countCommits, findCommits, previewPattern } from '../repositories/exclusion-preview.js'
import type { ExclusionTarget } from '../repositories/exclusions.js'
import { PatternRefused } from '../repositories/path-patterns.js'
import { findRepository, type Repository } from '../repositories/repositories.js'
import { formatNumber } from './formatting.js'
import type { forms } from './forms.js'

type Values = z.output<(typeof forms)['exclusion']>
type Found = { target: ExclusionTarget; preview: ExclusionPreview; errors: null }
type Refused = { errors: ExclusionForm['errors'] }

const refused = (field: keyof ExclusionForm['errors'], message: string): Refused => ({
  errors: { [field]: message },
})

/** What a form means, and what it would do; or which field is wrong. Writes nothing. */
export async function readTarget(db: CompanyDatabase, values: Values): Promise<Found | Refused> {
  const { kind, repository: id } = values
  const repository = id === '' ? null : await findRepository(db, BigInt(id))
  if (id !== '' && !repository) return refused('repository', 'Choose a repository of the list.')
  if (kind === 'path') return readPath(db, values.target, repository)
  if (!repository) return refused('repository', 'Choose the repository it is about.')
  return kind === 'commit'
    ? readCommit(db, values.target, repository)
    : readRepository(db, values.target, repository)
}

async function readPath(
  db: CompanyDatabase,
  pattern: string,
  repository: Repository | null,
): Promise<Found | Refused> {
  const repositoryId = repository?.id ?? null
  try {
    const { matched, total, examples, isPartial } = await previewPattern(db, pattern, repositoryId)
    if (isPartial)
      return refused('target', 'This pattern takes too long to match: use a simpler one.')
    const where = repository ? repository.name : 'all repositories'
    return {
      target: { kind: 'path', repositoryId, pattern },
      preview: {
        sentence: `The pattern matches ${formatNumber(matched)} of ${formatNumber(total)} paths in ${where}.`,
        ...{ examples, isEmpty: matched === 0 },
      },
      errors: null,
    }
  } catch (error) {
    if (error instanceof PatternRefused) return refused('target', error.advice)
    throw error
  }
}

async function readCommit(
  db: CompanyDatabase,
  typed: string,
  repository: Repository,
): Promise<Found | Refused> {
  if (!/^[0-9a-f]{7,64}$/i.test(typed)) {
    return refused('target', 'Type the commit’s hash, at least seven of its digits.')
  }
  const [commit, other] = await findCommits(db, repository.id, typed)
  if (!commit) return refused('target', `No commit of ${repository.name} that was read begins so.`)
  if (other) return refused('target', 'Several commits begin so: type more digits.')
  const { hash, subject, author, additions, deletions } = commit
  return {
    target: { kind: 'commit', repositoryId: repository.id, hash },
    preview: {
      sentence: `One commit of ${repository.name}, by ${author}: ${formatNumber(additions)} lines added, ${formatNumber(deletions)} removed.`,
      ...{ examples: [`${hash.slice(0, 10)} ${subject}`], isEmpty: false },
    },
    errors: null,
  }
}

async function readRepository(
  db: CompanyDatabase,
  typed: string,
  repository: Repository,
): Promise<Found | Refused> {
  if (typed !== '') return refused('target', 'Leave this empty to exclude a whole repository.')
  const count = await countCommits(db, repository.id)
  return {
    target: { kind: 'repository', repositoryId: repository.id },
    preview: {
      sentence: `All of ${repository.name}: ${formatNumber(count)} commits, and those still to come.`,
      ...{ examples: [], isEmpty: count === 0 },
    },
    errors: null,
  }
}
