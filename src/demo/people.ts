import type { HostPerson } from '../code-hosts/pull-request-fact.js'
import { cast, type Role } from './cast.js'
import type { Random } from './random.js'
import type { Team } from './teams.js'
import { type Absence, dayMs, WorkClock } from './work-clock.js'

/** A name and an address as commits carry them, with what .mailmap makes of it. */
export interface Signature {
  name: string
  email: string
  mailmapName: string | null
  mailmapEmail: string | null
}

/** Somebody in the year that is made up. Instants in milliseconds since 1970. */
export interface Person {
  name: string
  email: string
  clock: WorkClock
  pace: number
  reviews: number
  /** Teams by the day from which on, the first from the beginning. */
  stays: { team: Team; from: number; to: number | null }[]
  /** When somebody begins and ends to work here. */
  begins: number
  ends: number
  /** The first is used most. */
  signatures: Signature[]
  account: HostPerson
}

export const domain = 'quillhaven.example.com'

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z -]/g, '')
    .toLowerCase()

/** Where and under which names somebody commits: one machine says it short, another privately. */
function signaturesOf({ name }: Role, email: string, login: string, random: Random): Signature[] {
  const [first = name] = name.split(' ')
  const itself = { mailmapName: null, mailmapEmail: null }
  const mapped = { mailmapName: name, mailmapEmail: email }
  const number = random.int(1_000_000, 9_999_999)
  const others: Signature[] = [
    { name: random.chance(0.5) ? login : first, email, ...itself },
    { name, email: `${number}+${login}@users.noreply.github.com`, ...mapped },
    { name, email: `${login}@home.example.net`, ...mapped },
  ]
  return [{ name, email, ...itself }, ...others.filter(() => random.chance(0.6))]
}

/** Two weeks in summer, some days at another time. */
function absencesOf(today: number, random: Random): Absence[] {
  const year = new Date(today * dayMs).getUTCFullYear()
  const summers = [year - 1, year].map((one) => {
    const from = Date.UTC(one, 6, random.int(1, 45)) / dayMs
    return [from, from + random.int(11, 18)] as const
  })
  const from = today - random.int(30, 330)
  return [...summers, [from, from + random.int(4, 8)]]
}

function staysOf(role: Role, today: number, first: number): Person['stays'] {
  const { team, moves, joinedDaysAgo, leftDaysAgo } = role
  const from = joinedDaysAgo === undefined ? first : today - joinedDaysAgo
  const to = leftDaysAgo === undefined ? null : today - leftDaysAgo
  if (!moves) return [{ team, from, to }]
  const moved = today - moves.daysAgo
  return [
    { team, from, to: moved - 1 },
    { team: moves.to, from: moved, to },
  ]
}

/**
 * The people of the company.
 * @param today days since 1970; `first` is the first day of the year that is made up
 */
export function makePeople(random: Random, today: number, first: number): Person[] {
  return cast.map((role, index) => {
    const own = random.fork(role.name)
    const words = plain(role.name).split(' ')
    const login = `${words[0]}${words.at(-1)?.slice(0, 3).replace('-', '')}`
    const email = `${words.join('.')}@${domain}`
    const begins = (8 + own.int(0, 4) / 2) * 60
    const stays = staysOf(role, today, first)
    const { to } = stays.at(-1)!
    return {
      ...{ name: role.name, email, pace: role.pace, reviews: role.reviews, stays },
      clock: new WorkClock(role.zone, begins, begins + 9 * 60, absencesOf(today, own)),
      begins: stays[0]!.from * dayMs,
      ends: to === null ? Number.POSITIVE_INFINITY : (to + 1) * dayMs,
      signatures: signaturesOf(role, email, login, own),
      account: {
        ...{ externalId: String(7_300_000 + index * 811), username: login, name: role.name },
        ...{ email, isBot: false },
      },
    }
  })
}

/** The team somebody is in on a day, or null. */
export const teamOn = ({ stays }: Person, day: number): Team | null =>
  stays.find(({ from, to }) => day >= from && (to === null || day <= to))?.team ?? null
