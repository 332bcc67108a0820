import type { Seed, SeedOwner, SeedPullRequest } from './seed.js'
import { seedRepository } from './seed-builder.js'
import { seedPeople } from './seed-people.js'
import { type NewPullRequest, seedPullRequest } from './seed-pull-request.js'

type One = Seed['people'][number]
type Six = [One, One, One, One, One, One]

const day = (date: number) => new Date(Date.UTC(2026, 2, date, 8))

const turns = <T>(count: number, make: (turn: number) => T) =>
  Array.from({ length: count }, (_, turn) => make(turn + 1))

/** By hand: every shape a pull request can have, in one repository that was renamed. */
export function seedOfShapes(): Seed {
  const people = seedPeople()
  const [ada, grace, barbara, margaret, karen, bot] = people as Six
  const shapes: NewPullRequest[] = [
    {
      ...{ number: 1, createdAt: day(2), author: ada, title: 'Merged, after a draft and a no' },
      ...{ endedAt: 600, endedBy: grace },
      events: [
        { by: ada, at: 30, kind: 'draft' },
        { by: ada, at: 60, kind: 'ready' },
        { by: ada, at: 61, kind: 'review-requested', asked: grace },
      ],
      reviews: [
        { by: grace, at: 120, verdict: 'changes_requested', body: 'Not `yet()`, sorry.' },
        { by: barbara, at: 200, verdict: 'approved' },
        { by: grace, at: 480, verdict: 'approved' },
      ],
      comments: [
        { by: grace, at: 119, body: 'Take this:\n```ts\nconst secretCode = 1\n```\nand done.' },
        { by: ada, at: 300, body: 'Done as you say.' },
      ],
      commits: [
        { by: ada, at: -500 },
        { by: ada, at: 290 },
      ],
    },
    {
      ...{ number: 2, createdAt: day(3), author: grace, title: 'Closed, opened again, closed' },
      ...{ state: 'closed', endedAt: 300, endedBy: karen },
      events: [
        { by: karen, at: 100, kind: 'closed' },
        { by: grace, at: 200, kind: 'reopened' },
      ],
      commits: [{ by: grace, at: -10 }],
    },
    {
      ...{ number: 3, createdAt: day(4), author: null, title: 'Of an account that is gone' },
      ...{ endedAt: 90, endedBy: margaret, isForkGone: true },
      reviews: [
        { by: grace, at: 60 },
        { by: grace, at: 70, verdict: 'dismissed' },
        { by: margaret, at: 80 },
        { by: ada, at: 82, verdict: 'pending', body: 'Not handed in' },
      ],
      comments: [{ by: null, at: 85, body: 'I am leaving.' }],
      commits: [{ by: karen, at: -5, account: null, authorEmail: 'gone@example.org' }],
    },
    {
      ...{ number: 4, createdAt: day(5), author: bot, title: 'Of a bot, merged unreviewed' },
      ...{ endedAt: 15, endedBy: barbara },
      commits: [{ by: bot, at: 0 }],
    },
    {
      ...{ number: 5, createdAt: day(6), author: karen, title: 'A draft — «ünïcode» 🙂' },
      isDraft: true,
      commits: [{ by: karen, at: -1 }],
    },
    {
      ...{ number: 6, createdAt: day(7), author: barbara, title: 'Open, with remarks on lines' },
      reviews: [{ by: ada, at: 60, verdict: 'commented' }],
      comments: [
        { by: ada, at: 60, kind: 'line', body: 'Here.\n```suggestion\nlet leaked = true\n```' },
        { by: ada, at: 60, kind: 'line', body: 'And `there()`.' },
      ],
      commits: [{ by: barbara, at: -3 }],
    },
    { number: 7, createdAt: day(8), author: margaret, title: 'Open, with nothing' },
    {
      ...{ number: 8, createdAt: day(9), author: ada, title: 'More of everything than a page' },
      ...{ endedAt: 5000, endedBy: grace },
      reviews: turns(70, (turn) => ({ by: turn % 2 ? grace : barbara, at: 10 * turn })),
      comments: turns(130, (turn) => ({ by: karen, at: 5 * turn, body: `Remark ${turn}.` })),
      events: turns(110, (turn) => ({ by: ada, at: turn, kind: turn % 2 ? 'draft' : 'ready' })),
      commits: turns(120, (turn) => ({ by: ada, at: turn - 200 })),
    },
  ]
  const owner: SeedOwner = { id: 500, name: 'acme', members: people.filter((one) => !one.isBot) }
  const repository = seedRepository(owner, 7, {
    ...{ name: 'webshop', formerNames: ['acme/shop'] },
    pullRequests: shapes.map((shape): SeedPullRequest => seedPullRequest(7_000_000, shape)),
  })
  const archived = seedRepository(owner, 8, { name: 'attic', isArchived: true, isPrivate: false })
  const gone = seedRepository(owner, 9, { name: 'lost', isGone: true })
  return { people, owners: [owner], repositories: [repository, archived, gone] }
}
