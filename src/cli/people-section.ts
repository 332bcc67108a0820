import { BoundedMap } from './bounded-map.js'
import type { JudgedCommit } from './judged-commit.js'
import { amount, counted, percent } from './quantity.js'
import type { SummarySection } from './summary-section.js'
import { cell, rightCell, seen } from './text-cell.js'
import type { TextStyle } from './text-style.js'

const mostPeople = 50_000
const mostFolders = 64
/** Up to so many people are all named; of more, those with one commit in a hundred. */
const namedTogether = 20
const namedShare = 0.01

interface Tally {
  name: string
  isBot: boolean
  commits: number
  /** Files touched by top-level folder. */
  folders: BoundedMap<{ files: number }>
}

/** Who made the commits: by name, never by number. */
export class PeopleSection implements SummarySection {
  readonly title = 'Who'
  #people = new BoundedMap<Tally>(mostPeople)
  #commits = { people: 0, bots: 0 }

  add({ commit, developer }: JudgedCommit): void {
    this.#commits[commit.isBot ? 'bots' : 'people']++
    const { name } = developer
    const { isBot } = commit
    const tally = this.#people.get(developer.key, () => {
      return { name, isBot, commits: 0, folders: new BoundedMap(mostFolders) }
    })
    if (!tally) return
    tally.commits++
    for (const { path } of commit.files) {
      const folder = tally.folders.get(topFolder(path), () => ({ files: 0 }))
      if (folder) folder.files++
    }
  }

  lines(style: TextStyle): string[] {
    const all = [...this.#people.entries()].map(([, tally]) => tally)
    const people = all.filter(({ isBot }) => !isBot)
    const bots = all.filter(({ isBot }) => isBot)
    const least = people.length > namedTogether ? this.#commits.people * namedShare : 0
    const named = people.filter(({ commits }) => commits >= least)
    const others = people.length - named.length
    return [
      `${counted(people.length, 'person', 'people')}, by name. How many commits is a habit, not a merit.`,
      ...byName(named).map((one) => this.#line(one)),
      ...(others > 0
        ? [style.quiet(`… and ${amount(others)} with less than 1 % of the commits each`)]
        : []),
      ...this.#bots(bots),
      ...this.#unnamed(),
    ]
  }

  #line({ name, commits, folders }: Tally): string {
    const top = [...folders.entries()].sort(([, a], [, b]) => b.files - a.files).slice(0, 2)
    const where = top.map(([folder]) => folder).join(', ')
    return [
      `${cell(name, 28)} ${rightCell(amount(commits), 7)}`,
      `${rightCell(percent(commits, this.#commits.people), 5)}  ${cell(where, 33).trimEnd()}`,
    ].join(' ')
  }

  #unnamed(): string[] {
    const { turnedAway } = this.#people
    if (turnedAway === 0) return []
    return [`${counted(turnedAway, 'commit')} by whoever came after ${amount(mostPeople)} others.`]
  }

  #bots(bots: Tally[]): string[] {
    if (bots.length === 0) return []
    const { bots: made, people } = this.#commits
    const share = percent(made, made + people)
    const said = `Bots, left out below: ${counted(made, 'commit')} (${share}) by `
    const names = byName(bots).map(({ name }) => seen(name))
    return [cell(said + names.join(', '), 78).trimEnd()]
  }
}

const alphabet = new Intl.Collator('en')

function byName(people: Tally[]): Tally[] {
  return people.toSorted((a, b) => alphabet.compare(a.name, b.name))
}

function topFolder(path: string): string {
  const slash = path.indexOf('/')
  return slash < 0 ? './' : path.slice(0, slash + 1)
}
