import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { type Json, officialDescription, readApiData } from './description.js'
import type { Answer } from './exchange.js'

const pointer = (part: string) => part.replace(/~/g, '~0').replace(/\//g, '~1')

/** Finds the schema that an answer to a path must fit; null where the description has none. */
interface Contract {
  validatorFor(method: string, path: string): ValidateFunction | null
}

function ajv(): Ajv {
  const made = new Ajv({ strict: false, allErrors: true, validateFormats: true })
  // The two are published for each other in CommonJS: what is the plugin depends on who imports it.
  const plugin = (formats as unknown as { default?: unknown }).default ?? formats
  return (plugin as (ajv: Ajv) => Ajv)(made)
}

/** By an OpenAPI description: the most literal path that fits. */
function openApiContract(file: string): Contract {
  const description = officialDescription(file)
  const validators = ajv().addSchema(description, 'description')
  const templates = Object.keys(description.paths!)
    .toSorted((a, b) => a.split('{').length - b.split('{').length)
    .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }))
  return {
    validatorFor(method, asked) {
      const found = templates.find(({ pattern }) => pattern.test(asked))
      const operation = found && description.paths![found.path]?.[method.toLowerCase()]
      const content = operation?.responses?.['200']?.content?.['application/json']
      if (!found || !content?.schema) return null
      const steps = ['paths', found.path, method.toLowerCase(), 'responses', '200', 'content']
      const all = [...steps, 'application/json', 'schema'].map(pointer).join('/')
      return validators.getSchema(`description#/${all}`) ?? null
    },
  }
}

/** By the schemas with which GitLab checks its own answers. */
function gitlabContract(): Contract {
  const folder = 'gitlab/schemas/'
  const file = (name: string) => readApiData(folder + name) as Json
  const request = file('merge_request.json')
  // Null in recordings: a fork that is gone, and whoever did not merge or close it.
  request.properties!.source_project_id = { type: ['integer', 'null'] } as Json
  const person = { ...file('user/basic.json'), type: ['object', 'null'] }
  const validators = ajv().addSchema({ ...person, $id: 'http://gitlab/user/basic.json' })
  validators.addSchema({ $id: 'http://gitlab/milestone.json', type: 'object' })
  validators.addSchema({ ...request, $id: 'http://gitlab/merge_request.json' })
  validators.addSchema({ ...file('commit/basic.json'), $id: 'http://gitlab/commit.json' })
  const listOf = (name: string) =>
    validators.compile({ type: 'array', items: { $ref: `http://gitlab/${name}.json` } })
  const known: [RegExp, ValidateFunction][] = [
    [/\/merge_requests$/, listOf('merge_request')],
    [/\/merge_requests\/\d+$/, validators.getSchema('http://gitlab/merge_request.json')!],
    [/\/notes$/, validators.compile(file('notes.json'))],
    [/\/commits$/, listOf('commit')],
    [/^\/user$/, validators.getSchema('http://gitlab/user/basic.json')!],
    [/\/members\/all$/, listOf('user/basic')],
  ]
  return { validatorFor: (_, path) => known.find(([pattern]) => pattern.test(path))?.[1] ?? null }
}

/** All three contracts, where the descriptions are on this machine. */
export function contracts(): Record<HostKind, Contract> {
  return {
    github: openApiContract('github/openapi.trimmed.json'),
    gitlab: gitlabContract(),
    bitbucket: openApiContract('bitbucket-cloud/openapi.trimmed.json'),
  }
}

/** What is wrong with an answer; empty where it fits, null where nothing says how it must be. */
export function violations(contract: Contract, method: string, path: string, answer: Answer) {
  const validate = contract.validatorFor(method, path)
  if (!validate || answer.status !== 200) return null
  // As it goes over the wire: what is undefined is not there.
  if (validate(JSON.parse(JSON.stringify(answer.body)))) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${path}${instancePath} ${message} ${JSON.stringify(params)}`
  })
}
