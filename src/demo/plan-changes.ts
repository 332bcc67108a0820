import type { Change } from './change-plan.js'
import { type Person, teamOn } from './people.js'
import { type Intent, titleOf } from './phrases.js'
import { planReviews } from './plan-reviews.js'
import type { Random } from './random.js'
import { type Plan, plans } from './repositories.js'
import { incidentOn } from './story.js'
import { dayMs, minuteMs } from './work-clock.js'

/** What is made up: from its first instant to now. */
export interface Year {
  /** Milliseconds since 1970. */
  begins: number
  now: number
}

/** Whole days before now; 0 for what is still to come. */
export const daysAgo = ({ now }: Year, instant: number) =>
  Math.max(0, Math.floor((now - instant) / dayMs))

const usual: [Intent, number][] = [
  ...([
    ['feature', 40],
    ['fix', 22],
    ['refactor', 14],
  ] as [Intent, number][]),
  ...([
    ['test', 7],
    ['docs', 6],
    ['chore', 8],
    ['perf', 3],
  ] as [Intent, number][]),
]
const agents = ['Copilot <copilot@github.com>', 'Claude <noreply@anthropic.com>'] as const

/** Where somebody works next: mostly where their team does, now and then elsewhere. */
function nextPlan(person: Person, instant: number, year: Year, random: Random): Plan {
  const team = teamOn(person, Math.floor(instant / dayMs))
  const own = plans.filter(({ teams }) => team && teams.includes(team))
  const incident = incidentOn(daysAgo(year, instant))
  const burning = own.find(({ name }) => name === incident?.repository)
  if (burning && random.chance(0.8)) return burning
  return random.weighted(random.chance(0.94) ? own : plans, ({ weight }) => weight)
}

function nextModule(plan: Plan, person: Person, random: Random): string {
  const { alone, modules } = plan
  if (alone?.by === person.name) return random.chance(0.7) ? alone.module : random.pick(modules)
  const open = modules.filter((module) => module !== alone?.module)
  // Everybody has a corner of their own.
  const home = open[person.name.length % open.length]!
  return random.chance(0.45) ? home : random.pick(open)
}

function intentOf(plan: Plan, isBurning: boolean, random: Random): Intent {
  if (plan.layout === 'markdown') return 'docs'
  if (isBurning && random.chance(0.85)) return 'fix'
  return random.weighted(usual, ([, weight]) => weight)[0]
}

const commitCounts: Record<Intent, number> = {
  ...{ feature: 2.6, fix: 1.3, refactor: 1.9, test: 1.3, docs: 1.1, chore: 1.1, perf: 1.6 },
}

/** One piece of work that somebody begins now. */
function planChange(key: string, author: Person, from: number, year: Year, random: Random): Change {
  const plan = nextPlan(author, from, year, random)
  const incident = incidentOn(daysAgo(year, from), plan.name)
  const intent = intentOf(plan, incident !== null, random)
  const module = nextModule(plan, author, random)
  const isUsing =
    daysAgo(year, from) < 300 &&
    random.chance(0.04 + (0.13 * (from - year.begins)) / (year.now - year.begins))
  const count = Math.min(9, Math.max(1, Math.round(random.spread(commitCounts[intent], 0.5))))
  const commits = [author.clock.after(from, random.spread(70, 0.7))]
  while (commits.length < count) {
    commits.push(author.clock.after(commits.at(-1)!, random.spread(62, 0.9)))
  }
  const isDraft = count > 1 && random.chance(0.14)
  const about =
    incident && intent === 'fix' && random.chance(0.7) ? random.pick(incident.about) : null
  const last = commits.at(-1)!
  return {
    ...{ key, plan, author, intent, module, commits },
    title: titleOf({ intent, module, isConventional: plan.isConventional, about }, random),
    agent: isUsing ? random.pick(agents) : null,
    createdAt: isDraft ? commits[0]! + 6 * minuteMs : last + random.int(3, 25) * minuteMs,
    readyAt: isDraft ? last + random.int(3, 25) * minuteMs : null,
    ...{ reviews: [], mergedAt: null, closedAt: null, mergedBy: null },
    isDirect: plan.name === 'deploy-tools' ? random.chance(0.3) : random.chance(0.015),
    kind: incident !== null && intent === 'fix' && random.chance(0.14) ? 'revert' : 'work',
    ...{ isStillDraft: false, number: null },
  }
}

/** In which order things were asked for; at the same instant by key. */
export const inOrder = (a: Change, b: Change) =>
  a.createdAt - b.createdAt || (a.key < b.key ? -1 : 1)

/** All that people begin within the year, each their own, in the order in which it was begun. */
export function planChanges(people: readonly Person[], year: Year, random: Random): Change[] {
  const changes = people.flatMap((author) => {
    const own = random.fork(author.name)
    const made: Change[] = []
    const { clock, pace } = author
    let at = clock.after(Math.max(year.begins, author.begins), own.int(20, 900))
    while (at < Math.min(year.now, author.ends)) {
      const change = planChange(`${author.account.username}-${made.length}`, author, at, year, own)
      made.push(change)
      const done = change.readyAt ?? change.createdAt
      at = clock.after(done, own.spread(900, 0.7) / pace)
    }
    return made.filter(({ commits }) => commits[0]! < Math.min(year.now, author.ends))
  })
  changes.sort(inOrder)
  planReviews(changes, people, year, random.fork('reviews'))
  return changes
}
