import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedFolder } from '../requirements.js'

export type Json = { [key: string]: Json } & { type?: unknown }

const folder = join(sharedFolder, 'api-data')

export const readApiData = (path: string): unknown =>
  JSON.parse(readFileSync(join(folder, path), 'utf8'))

/** OpenAPI 3.0 as JSON Schema: what may be null says so in its type. */
function asJsonSchema(value: unknown, isProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => asJsonSchema(item))
  if (value === null || typeof value !== 'object') return value
  const { nullable, discriminator: _, example: __, ...rest } = value as Json
  const kept = isProperties ? value : rest
  const entries = Object.entries(kept).map(([key, inner]) => {
    return [key, asJsonSchema(inner, key === 'properties')]
  })
  const schema = Object.fromEntries(entries)
  // Bitbucket names null among the values of a type without it.
  const listsNull = Array.isArray(rest.enum) && rest.enum.includes(null)
  const mayBeNull = (nullable as unknown) === true || listsNull
  return !isProperties && mayBeNull ? orNull(schema) : schema
}

const orNull = (schema: unknown) => ({ anyOf: [schema, { type: 'null' }] })

interface Deviation {
  schema?: string
  change?: string
}

/** Sets right, in place, what an entry says is wrong; false where it is about something else. */
function relax(description: Json, { schema = '', change = '' }: Deviation): boolean {
  if (schema.startsWith('* additionalProperties')) return openAll(description)
  const [name = '', ...steps] = schema.split(/\.(?![^{]*\})/)
  const root = name === 'repository links' ? undefined : description.components?.schemas?.[name]
  if (!root) return false
  const last = steps.pop()
  const place = steps.reduce<Json | undefined>((at, step) => inside(at)?.[step], root)
  const keys = last?.replace(/[{}]/g, '').split(',') ?? []
  for (const key of keys) {
    const at = inside(place)
    if (!at?.[key]) throw new Error(`The overlay names ${schema}, which is not there.`)
    if (change === 'allow null') at[key] = orNull(at[key]) as unknown as Json
    else if (change.startsWith('drop format')) delete at[key]?.format
    else if (change.startsWith('drop ')) {
      const list = at[key] as unknown as string[]
      list.splice(list.indexOf(change.slice(5)), 1)
    } else return false
  }
  return keys.length > 0
}

/** Through `allOf`, where what is looked for stands in its last part. */
function inside(schema: Json | undefined): Json | undefined {
  const parts = schema?.allOf as unknown as Json[] | undefined
  return parts ? parts.at(-1) : schema
}

function openAll(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true
  const schema = value as Record<string, unknown>
  if (schema.additionalProperties === false) delete schema.additionalProperties
  // Clone addresses of ssh are no URIs, although the description says so.
  const { href } = (schema.properties ?? {}) as Record<string, { format?: string }>
  if (href?.format) delete href.format
  return Object.values(schema).every(openAll)
}

/** A host's official description with the overlay of what was seen to be otherwise. */
export function officialDescription(path: string): Json {
  const description = readApiData(path) as Json
  const deviations = (readApiData('known-deviations.json') as Record<string, Deviation[]>)[path]
  for (const deviation of deviations ?? []) relax(description, deviation)
  return asJsonSchema(description) as Json
}
