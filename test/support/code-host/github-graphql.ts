import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  buildSchema,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql'
import { packageRoot } from '../../../src/platform/root.js'
import type { Answer, Ask } from './exchange.js'
import { githubActor } from './github-actors.js'
import { queryCost } from './github-cost.js'
import { GithubQueries } from './github-queries.js'
import { type Allowance, remaining } from './quota.js'

let schema: Promise<GraphQLSchema> | undefined

/** The official schema, read at the first query: nothing is answered that it does not say. */
async function readSchema(): Promise<GraphQLSchema> {
  // The package's own door would read a second form of it as well, three times as long.
  const path = join(packageRoot, 'node_modules/@octokit/graphql-schema/schema.graphql')
  return buildSchema(await readFile(path, 'utf8'), {
    assumeValid: true,
    assumeValidSDL: true,
    noLocation: true,
  })
}

/** GitHub tells the kind of an error beside its message. */
const told = ({ message, path, locations, extensions }: GraphQLError) => ({
  ...(extensions.type ? { type: extensions.type } : {}),
  ...{ ...(path && { path }), ...(locations && { locations }), message },
})

/** Executes a query against the seed. `spend` counts its cost before it runs. */
export async function answerGraphql(
  ask: Ask,
  spend: (cost: number) => Allowance | null,
): Promise<Answer> {
  const { query = '', variables = {} } = JSON.parse(ask.body || '{}')
  schema ??= readSchema()
  const officialSchema = await schema
  const document = parse(query)
  const wrong = validate(officialSchema, document)
  if (wrong.length > 0) return { status: 200, body: { errors: wrong.map(told) } }
  const { cost, nodeCount } = queryCost(document, variables)
  if (nodeCount > 500_000) {
    const message = `This query requests up to ${nodeCount} possible nodes which exceeds 500,000.`
    return { status: 200, body: { errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message }] } }
  }
  const allowance = spend(cost)
  if (!allowance) {
    const message = 'API rate limit exceeded for user ID 1.'
    return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] } }
  }
  const { limit, used, resetAt } = allowance
  const rateLimit = { cost, limit, used, nodeCount, remaining: remaining(allowance), resetAt }
  const rootValue = Object.assign(new GithubQueries(ask), {
    rateLimit: { ...rateLimit, resetAt: resetAt.toISOString() },
    viewer: githubActor(ask.world.origin, ask.token.person),
  })
  const { data, errors } = await execute({
    ...{ schema: officialSchema, document, variableValues: variables, rootValue },
  })
  return { status: 200, body: { data, ...(errors && { errors: errors.map(told) }) } }
}
