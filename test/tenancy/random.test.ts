import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Operation, operations } from '../../src/database/guard.js'
import { type OwnedModel, ownedModelNames, ownedModels } from '../../src/database/owned.js'
import { makePlace, type Place } from '../support/route-cases.js'
import { snapshot } from '../support/snapshot.js'

/**
 * Arguments that nobody thought of: models, operations, filters, includes and data at random, drawn from
 * both companies' ids and names. Whatever they do, the other company is neither shown nor changed.
 */

let theirs: Place

beforeAll(async () => {
  theirs = await makePlace('Contoso')
})

const canary = /Contoso/i

/** Their names: asked for, never written, so that wherever they show they have leaked. */
const names = ['Contoso', 'Contoso-repository', 'Secret of Contoso']

/** Values of both companies, and some of none. */
function values(ours: Place, texts: string[] = ['Northwind', 'planted', '']) {
  const ids = [ours, theirs].flatMap((place) => [
    ...[place.company.id, place.company.owner.id, place.repositoryId],
    ...[place.analysisId, place.developerId],
  ])
  return fc.oneof(
    fc.constantFrom(...ids),
    fc.constantFrom(...texts),
    fc.constantFrom(null, undefined, true, 0n, -1n),
  )
}

function conditions(ours: Place, model: OwnedModel) {
  const { fields, relations, key } = ownedModels[model]
  const value = values(ours, [...names, theirs.company.owner.email, 'Northwind'])
  const test = fc.oneof(
    value,
    fc.record({ in: fc.array(value, { maxLength: 3 }) }),
    fc
      .constantFrom('not', 'gt', 'gte', 'lt', 'contains', 'equals')
      .chain((operator) => value.map((operand) => ({ [operator]: operand }))),
  )
  const name = fc.constantFrom(...fields, ...relations, key)
  const plain = fc.dictionary(name, test, { maxKeys: 2 })
  return fc.oneof(
    // Those that the database can answer for sure, beside those that it mostly refuses.
    { weight: 3, arbitrary: fc.constantFrom({}, { [key]: ours.company.id }) },
    plain,
    fc.record({ OR: fc.array(plain, { maxLength: 3 }) }),
    fc.record({ NOT: plain }),
    fc.record({ AND: fc.array(plain, { maxLength: 2 }) }),
    fc
      .constantFrom(...relations, 'none')
      .chain((relation) =>
        fc.constantFrom('is', 'some', 'none').map((word) => ({ [relation]: { [word]: {} } })),
      ),
  )
}

/** Includes two levels deep, and counts. */
function includes(model: OwnedModel) {
  const { relations } = ownedModels[model]
  const deep = fc.oneof(
    fc.constant(true),
    fc
      .constantFrom('company', 'repository', 'users', 'commits', 'analyses', 'developer')
      .map((name) => ({
        include: { [name]: true },
      })),
  )
  return fc.dictionary(fc.constantFrom(...relations, '_count'), deep, { maxKeys: 2 })
}

function written(ours: Place, model: OwnedModel) {
  const { fields, relations, key } = ownedModels[model]
  const value = values(ours)
  const nested = fc
    .constantFrom('connect', 'create', 'set', 'connectOrCreate', 'update', 'delete', 'disconnect')
    .chain((verb) =>
      fc
        .dictionary(fc.constantFrom('id', 'companyId', 'name'), value)
        .map((of) => ({ [verb]: of })),
    )
  const plain = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 })
  const owner = fc.constantFrom(ours.company.id, theirs.company.id)
  return fc.oneof(
    fc.tuple(plain, owner).map(([data, id]) => ({ ...data, [key]: id })),
    fc
      .tuple(plain, fc.constantFrom(...relations, 'none'), nested)
      .map(([data, relation, verb]) => ({
        ...{ ...data, [key]: ours.company.id, [relation]: verb },
      })),
  )
}

const named = (ours: Place) =>
  fc.constantFrom(...ownedModelNames).chain((model) => {
    const where = conditions(ours, model)
    const data = written(ours, model)
    const select = fc.option(includes(model), { nil: null })
    return fc.record({
      model: fc.constant(model),
      operation: fc.constantFrom(...operations),
      where,
      data,
      select,
      rows: fc.boolean(),
    })
  })

type Attempt = {
  model: OwnedModel
  operation: Operation
  where: object
  data: object
  select: object | null
  rows: boolean
}

/** The attempt's parts that its operation takes. */
function argumentsOf({ operation, where, data, select, rows, model }: Attempt): object {
  const include =
    select && !/Many|count|aggregate|groupBy|updateMany/.test(operation) ? { include: select } : {}
  const shown = operation === 'findMany' && select ? { include: select } : include
  if (operation === 'groupBy') return { by: [ownedModels[model].fields[0]], where }
  if (operation === 'aggregate') return { where, _count: true }
  if (operation.startsWith('create')) return { data: rows ? [data] : data, ...shown }
  if (operation === 'upsert') return { where, create: data, update: data, ...shown }
  if (operation.startsWith('update')) return { where, data, ...shown }
  return { where, ...shown }
}

type Delegates = Record<string, Record<string, (args: object) => Promise<unknown>>>

test('ASVS 8.4.1: random arguments neither show nor change the other company', async () => {
  const before = await snapshot(theirs.company.id)
  let answered = 0
  let changed = 0
  for (let round = 0; round < 5; round++) {
    // A company of its own each round: deletions at random leave little behind.
    const ours = await makePlace('Northwind')
    const own = await snapshot(ours.company.id)
    await fc.assert(
      fc.asyncProperty(named(ours), async (attempt) => {
        const { model, operation } = attempt
        const outcome = await ours.company
          .work((db) => (db as unknown as Delegates)[model]![operation]!(argumentsOf(attempt)))
          .catch(() => undefined)
        if (outcome === undefined) return
        answered += 1
        const text = JSON.stringify(outcome, (_, value) =>
          typeof value === 'bigint' ? String(value) : value,
        )
        expect(text).not.toMatch(canary)
        expect(text).not.toContain(`"companyId":"${theirs.company.id}"`)
      }),
      { numRuns: 120, endOnFailure: true },
    )
    if ((await snapshot(ours.company.id)) !== own) changed += 1
  }
  expect(await snapshot(theirs.company.id)).toBe(before)
  // The positive control: many attempts were answered, and some changed what is ours.
  expect(answered).toBeGreaterThan(50)
  expect(changed).toBeGreaterThan(0)
}, 120_000)
