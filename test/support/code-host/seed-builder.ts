import type { Seed, SeedOwner, SeedPerson, SeedRepository } from './seed.js'
import { seedPeople } from './seed-people.js'
import { type NewPullRequest, seedPullRequest } from './seed-pull-request.js'

export interface SeedSize {
  repositories?: number
  /** In each repository. */
  pullRequests?: number
  owners?: string[]
}

const begin = Date.UTC(2026, 0, 5, 9)
const hour = 3_600_000

/**
 * A seed of any size in a moment: pull requests one an hour, two reviews, two comments, a comment
 * beneath a line and two commits each; of ten, seven are merged, one is closed, one open, one a draft.
 */
export function seed({
  repositories = 1,
  pullRequests = 10,
  owners = ['acme'],
}: SeedSize = {}): Seed {
  const people = seedPeople()
  const members = people.filter(({ isBot }) => !isBot)
  const all = owners.map((name, index): SeedOwner => ({ id: 500 + index, name, members }))
  const made = Array.from({ length: repositories }, (_, index) => {
    const owner = all[index % all.length]!
    const repository = seedRepository(owner, index + 1, { name: `repository-${index + 1}` })
    for (let number = 1; number <= pullRequests; number++) {
      const told = ordinary(number, new Date(begin + number * hour), people)
      repository.pullRequests.push(seedPullRequest(repository.id * 1_000_000, told))
    }
    return repository
  })
  return { people, owners: all, repositories: made }
}

/** A repository with nothing in it. */
export function seedRepository(
  owner: SeedOwner,
  id: number,
  told: Partial<SeedRepository> = {},
): SeedRepository {
  return {
    ...{ id, owner, name: 'webshop', formerNames: [], defaultBranch: 'main', gitPath: null },
    ...{ isPrivate: true, isArchived: false, isFork: false, isGone: false, pullRequests: [] },
    createdAt: new Date(begin - 24 * hour),
    lastActiveAt: new Date(begin + id * hour),
    ...told,
  }
}

function ordinary(number: number, createdAt: Date, people: SeedPerson[]): NewPullRequest {
  const humans = people.filter(({ isBot }) => !isBot)
  const person = (turn: number) => humans[(number + turn) % humans.length]!
  const [author, first, second] = [person(0), person(1), person(2)]
  const turn = number % 10
  return {
    ...{ number, createdAt, author, body: 'What it does and why.' },
    ...(turn < 8 && { endedAt: 50, endedBy: second }),
    ...(turn === 7 && { state: 'closed' }),
    isDraft: turn === 9,
    reviews: [
      { by: first, at: 10, verdict: 'commented', body: '' },
      { by: second, at: 40, verdict: turn === 7 ? 'changes_requested' : 'approved' },
    ],
    comments: [
      { by: first, at: 10, kind: 'line', body: 'Could this be `null`?' },
      { by: author, at: 20, body: 'No, it is checked above.' },
      { by: first, at: 30, body: 'Right.' },
    ],
    commits: [
      { by: author, at: -90 },
      { by: author, at: -30 },
    ],
  }
}
