import type { SeedPerson } from './seed.js'

const names = [
  'Ada Lovelace',
  'Grace Hopper',
  'Barbara Liskov',
  'Margaret Hamilton',
  'Karen Jones',
  'Radia Perlman',
]

/** Somebody with an account; the number is theirs on every host. */
export function seedPerson(id: number, told: Partial<SeedPerson> = {}): SeedPerson {
  const name = told.name ?? names[id - 1] ?? `Person ${id}`
  const username = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return { id, name, username, email: `${username}@example.com`, isBot: false, ...told }
}

/** Five people and a bot, the same in every seed. */
export function seedPeople(): SeedPerson[] {
  const people = names.slice(0, 5).map((_, index) => seedPerson(index + 1))
  return [...people, seedPerson(90, { name: 'Mending Bot', username: 'mending-bot', isBot: true })]
}
