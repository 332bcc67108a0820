import { bitbucketStates } from './bitbucket-pull-request.js'
import type { SeedPullRequest } from './seed.js'

type Test = (pull: SeedPullRequest) => boolean

const compare: Record<string, (a: number, b: number) => boolean> = {
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '=': (a, b) => a === b,
}

/**
 * The part of Bitbucket's query language that is asked: instants, joined by AND.
 * @returns null where it is not understood, which Bitbucket answers with 400
 */
export function parseQuery(q: string | null): Test | null {
  const tests = (q ?? '').split(/ and /i).filter((one) => one.trim() !== '')
  const parsed = tests.map((one): Test | null => {
    const found = /^\s*(updated_on|created_on)\s*(>=|<=|>|<|=)\s*"?([^"\s]+)"?\s*$/.exec(one)
    if (!found) return null
    const [, field, operator, value] = found
    const instant = Date.parse(value!)
    if (Number.isNaN(instant)) return null
    const by = field === 'updated_on' ? 'updatedAt' : 'createdAt'
    return (pull) => compare[operator!]!(pull[by].getTime(), instant)
  })
  if (parsed.includes(null)) return null
  return (pull) => parsed.every((test) => test!(pull))
}

/** Open ones only, unless states are asked for, each by its own. */
export function hasState(states: string[]): Test {
  const asked = states.length > 0 ? states.map((one) => one.toUpperCase()) : ['OPEN']
  return ({ state }) => asked.includes(bitbucketStates[state])
}
