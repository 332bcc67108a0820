import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { type Json, officialDescription, readApiData } from './description.js'

/** Every place in a value that a key leads to: "head.repo.owner.login"; list items have no name. */
export function keyPaths(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => keyPaths(item, prefix))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = prefix ? `${prefix}.${key}` : key
    return [path, ...keyPaths(inner, path)]
  })
}

/** Whether a schema has a place of this name, through references and all its alternatives. */
function hasPlace(root: Json, schema: Json | undefined, [key, ...rest]: string[]): boolean {
  if (!schema) return false
  if (key === undefined) return true
  const reference = schema.$ref as unknown as string | undefined
  if (reference) {
    const steps = reference.slice(2).split('/')
    const target = steps.reduce<Json | undefined>((at, step) => at?.[step], root)
    return hasPlace(root, target, [key, ...rest])
  }
  const items = schema.items ? [schema.items] : []
  const lists = [schema.allOf, schema.anyOf, schema.oneOf] as unknown as (Json[] | undefined)[]
  const others = [...items, ...lists.flatMap((list) => list ?? [])]
  if (others.some((other) => hasPlace(root, other, [key, ...rest]))) return true
  return hasPlace(root, schema.properties?.[key], rest)
}

interface Source {
  recorded: string[]
  /** A description and the schema's name in it; a file of its own where there is no name. */
  schema: [file: string, name: string | null]
}

const sources: Record<HostKind, Source> = {
  github: {
    recorded: ['github/recorded/devlake-pulls.json'],
    schema: ['github/openapi.trimmed.json', 'pull-request-simple'],
  },
  gitlab: {
    recorded: [
      'gitlab/recorded/devlake-merge-requests.json',
      'gitlab/recorded/devlake-merge-requests-2.json',
    ],
    schema: ['gitlab/schemas/merge_request.json', null],
  },
  bitbucket: {
    recorded: [
      'bitbucket-cloud/recorded/devlake-pullrequests.json',
      'bitbucket-cloud/recorded/faros-pull_requests.json',
    ],
    schema: ['bitbucket-cloud/openapi.trimmed.json', 'pullrequest'],
  },
}

/** The keys of pull requests that neither the description nor any recording has. */
export function unknownKeys(kind: HostKind, pulls: unknown[]): string[] {
  const { recorded, schema } = sources[kind]
  const seen = new Set(recorded.flatMap((file) => keyPaths(readApiData(file))))
  const [file, name] = schema
  const root = name ? officialDescription(file) : (readApiData(file) as Json)
  const start = name ? root.components?.schemas?.[name] : root
  const all = new Set(keyPaths(JSON.parse(JSON.stringify(pulls))))
  // An account is written alike wherever it stands; no recording lists participants or reviewers.
  const isSeen = (path: string) =>
    seen.has(path.replace(/^(?:participants\.user|reviewers)\./, 'author.'))
  return [...all].filter((path) => !isSeen(path) && !hasPlace(root, start, path.split('.')))
}
