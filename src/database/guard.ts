import { type OwnedModel, ownedModels } from './owned.js'

/** A use of the database that would have left its company. Always a fault of the program. */
export class TenancyFault extends Error {
  override name = 'TenancyFault'
}

/** What may be done with an owned model; anything else, also what Prisma may add, does not exist. */
export const operations = [
  'findMany',
  'findFirst',
  'findFirstOrThrow',
  'findUnique',
  'findUniqueOrThrow',
  'count',
  'aggregate',
  'groupBy',
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
] as const

export type Operation = (typeof operations)[number]

type Arguments = Record<string, unknown>

const creating = new Set<Operation>(['create', 'createMany', 'createManyAndReturn'])
const updating = new Set<Operation>(['update', 'updateMany', 'updateManyAndReturn'])

function isRecord(value: unknown): value is Arguments {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
}

/** Prisma reads `undefined` as "no condition", which would widen a filter to everything. */
function refuseUndefined(value: unknown, place: string): void {
  if (value === undefined) throw new TenancyFault(`${place} is undefined`)
  if (!isRecord(value) || ArrayBuffer.isView(value)) return
  for (const [key, inner] of Object.entries(value)) refuseUndefined(inner, `${place}.${key}`)
}

function refuseRelations(model: OwnedModel, data: Arguments): void {
  const relations: readonly string[] = ownedModels[model].relations
  const found = Object.keys(data).find((key) => relations.includes(key))
  if (found) throw new TenancyFault(`nested write ${model}.${found}: write its id instead`)
}

function created(model: OwnedModel, data: unknown, companyId: bigint): Arguments {
  if (!isRecord(data)) throw new TenancyFault(`${model}: data is not a record`)
  refuseRelations(model, data)
  const { key } = ownedModels[model]
  if (data[key] !== companyId) throw new TenancyFault(`${model}.${key} is not this company's`)
  return data
}

function updated(model: OwnedModel, data: unknown): Arguments {
  if (!isRecord(data)) throw new TenancyFault(`${model}: data is not a record`)
  refuseRelations(model, data)
  const { key } = ownedModels[model]
  if (key in data) throw new TenancyFault(`${model}.${key} never changes`)
  return data
}

function filtered(model: OwnedModel, where: unknown, companyId: bigint): Arguments {
  const { key } = ownedModels[model]
  if (where !== undefined && !isRecord(where))
    throw new TenancyFault(`${model}: where is no record`)
  refuseUndefined(where ?? {}, 'where')
  const asked = where?.[key]
  if (asked !== undefined && asked !== companyId) {
    throw new TenancyFault(`${model}: where.${key} is not this company's`)
  }
  return { ...where, [key]: companyId }
}

/**
 * The arguments of one top-level operation, held to one company, or a {@link TenancyFault}.
 * Reads and changes get the company as a condition; created rows must name it themselves.
 */
export function guarded(
  model: OwnedModel,
  operation: Operation,
  args: unknown,
  companyId: bigint,
): Arguments {
  const given = args ?? {}
  if (!isRecord(given)) throw new TenancyFault(`${model}.${operation}: arguments are no record`)
  if (creating.has(operation)) {
    const { data } = given
    return Array.isArray(data)
      ? { ...given, data: data.map((row) => created(model, row, companyId)) }
      : { ...given, data: created(model, data, companyId) }
  }
  const where = filtered(model, given.where, companyId)
  if (updating.has(operation)) return { ...given, where, data: updated(model, given.data) }
  if (operation !== 'upsert') return { ...given, where }
  const create = created(model, given.create, companyId)
  return { ...given, where, create, update: updated(model, given.update) }
}
