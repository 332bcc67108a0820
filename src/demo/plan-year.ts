import type { PullRequestFact } from '../code-hosts/pull-request-fact.js'
import { planBots } from './bots.js'
import type { Change } from './change-plan.js'
import { FileTree } from './file-tree.js'
import { History, type Made } from './history.js'
import { makePeople, type Person } from './people.js'
import { inOrder, planChanges, type Year } from './plan-changes.js'
import { pullRequestFact, type Volume } from './pull-request-facts.js'
import { Random } from './random.js'
import type { Plan } from './repositories.js'
import { dayMs } from './work-clock.js'

/** Lines of a file that somebody touched last, by the name and address they use. */
export interface Owned {
  path: string
  owners: { name: string; email: string; lines: number }[]
}

/** Everything that a code host and a clone would tell of one repository. */
export interface MadeRepository {
  plan: Plan
  commits: Made[]
  ownership: Owned[]
  pullRequests: PullRequestFact[]
}

/** A year that is planned; its repositories are made one by one, so that no more than one is held. */
export interface PlannedYear {
  year: Year
  people: Person[]
  make(plan: Plan): MadeRepository
}

/** Lines changed by each change, for its pull request. */
function volumesOf(commits: readonly Made[]): Map<string, Volume> {
  const volumes = new Map<string, Volume>()
  for (const { change, commit } of commits) {
    const { additions, deletions, files } = volumes.get(change) ?? {
      ...{ additions: 0, deletions: 0, files: 0 },
    }
    // What a tool wrote counts for nobody's size.
    const written = commit.files.filter(({ kind }) => kind !== 'generated')
    volumes.set(change, {
      additions: additions + written.reduce((sum, file) => sum + file.additions, 0),
      deletions: deletions + written.reduce((sum, file) => sum + file.deletions, 0),
      files: Math.max(files, commit.files.length),
    })
  }
  return volumes
}

function ownershipOf(tree: FileTree, people: readonly Person[]): Owned[] {
  const emails = new Map(people.map(({ name, email }) => [name, email]))
  return tree
    .all()
    .filter(({ facts }) => facts.kind === 'code' || facts.kind === 'test')
    .map(({ path, blocks }) => {
      const lines = new Map<string, number>()
      for (const { author, lines: count } of blocks) {
        if (count > 0 && emails.has(author)) lines.set(author, (lines.get(author) ?? 0) + count)
      }
      const owners = [...lines].map(([name, count]) => ({
        ...{ name, email: emails.get(name)!, lines: count },
      }))
      return { path, owners }
    })
}

/** Where the host shows a repository. */
export const webUrlOf = (origin: string, plan: Plan) => `${origin}/quillhaven/${plan.name}`

function makeRepository(
  plan: Plan,
  changes: readonly Change[],
  about: { year: Year; people: Person[]; origin: string },
  random: Random,
): MadeRepository {
  const own = changes.filter((change) => change.plan === plan).toSorted(inOrder)
  const asked = own.filter(({ isDirect }) => !isDirect)
  for (const [at, change] of asked.entries()) change.number = at + 1
  const tree = new FileTree(plan, random.fork('files'))
  const commits = [...new History(plan, tree, about.year, random.fork('commits')).commits(own)]
  const volumes = volumesOf(commits)
  const url = webUrlOf(about.origin, plan)
  const pullRequests = own
    .filter(({ number }) => number !== null)
    .map((change) => {
      const told = { url, volume: volumes.get(change.key) ?? null, year: about.year }
      return pullRequestFact(change, told, random.fork(`${change.key} pull request`))
    })
  return { plan, commits, ownership: ownershipOf(tree, about.people), pullRequests }
}

/**
 * Makes up a company's year: who did what, when, and who looked at it. The same seed and day make the
 * same year.
 * @param now the instant up to which there is anything
 * @param origin the code host's address
 */
export function planYear(seed: string, now: Date, origin: string): PlannedYear {
  const random = new Random(seed)
  const today = Math.floor(now.getTime() / dayMs)
  const first = today - 365
  const year = { begins: first * dayMs, now: now.getTime() }
  const people = makePeople(random.fork('people'), today, first)
  const changes = [
    ...planChanges(people, year, random.fork('changes')),
    ...planBots(people, year, random.fork('bots')),
  ].filter(({ createdAt }) => createdAt <= year.now)
  const about = { year, people, origin }
  const make = (plan: Plan) => makeRepository(plan, changes, about, random.fork(plan.name))
  return { year, people, make }
}
