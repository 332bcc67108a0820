import { fullName, type Seed, type SeedPullRequest, type SeedRepository } from './seed.js'

/** All that can be reached, most recently active first. */
export function repositoriesOf(seed: Seed): SeedRepository[] {
  return seed.repositories
    .filter(({ isGone }) => !isGone)
    .toSorted((a, b) => b.lastActiveAt.getTime() - a.lastActiveAt.getTime())
}

/** What a repository's name leads to: itself, what it is called today, or nothing. */
export function repositoryNamed(
  seed: Seed,
  name: string,
): { found: SeedRepository; isFormer: boolean } | null {
  for (const found of repositoriesOf(seed)) {
    if (fullName(found).toLowerCase() === name.toLowerCase()) return { found, isFormer: false }
    if (found.formerNames.includes(name)) return { found, isFormer: true }
  }
  return null
}

export const repositoryWith = (seed: Seed, id: number) =>
  repositoriesOf(seed).find((one) => one.id === id) ?? null

export const pullRequestIn = ({ pullRequests }: SeedRepository, number: number) =>
  pullRequests.find((one) => one.number === number) ?? null

type Instant = 'createdAt' | 'updatedAt'

/** By an instant and then by number: an order without ties, the same on every page. */
export function inOrder(
  pulls: SeedPullRequest[],
  by: Instant,
  direction: 'asc' | 'desc',
): SeedPullRequest[] {
  const sign = direction === 'asc' ? 1 : -1
  return pulls.toSorted((a, b) => sign * (a[by].getTime() - b[by].getTime() || a.number - b.number))
}
