// A Prisma generator: writes src/generated/models.ts, which says of every model whether it belongs to
// a company and which of its fields are relations. The database guard is built from it, so a model
// on neither list must stop the build.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import generatorHelper from '@prisma/generator-helper'

const lists = ['owned', 'global']

const privileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE']

/** What the running role may do with the rows: `@only SELECT, INSERT`, or everything. */
function grantsOf(model) {
  const line = model.documentation?.split('\n').find((text) => text.startsWith('@only '))
  if (!line) return privileges
  const only = line.slice('@only '.length).split(', ')
  const odd = only.find((word) => !privileges.includes(word))
  if (odd) throw new Error(`Model ${model.name}: @only knows no ${odd}.`)
  return only
}

function describe(model) {
  const marks = lists.filter((list) => model.documentation?.split('\n').includes(`@${list}`))
  if (marks.length !== 1) {
    throw new Error(
      `Model ${model.name}: its doc comment must say @owned or @global (one of them).`,
    )
  }
  const [list] = marks
  const fields = model.fields.filter((field) => field.kind !== 'object').map((field) => field.name)
  const key = model.name === 'Company' ? 'id' : 'companyId'
  if (list === 'owned' && !fields.includes(key)) {
    throw new Error(`Model ${model.name} is @owned and has no ${key}.`)
  }
  return {
    name: model.name,
    table: model.dbName ?? model.name,
    list,
    key,
    fields,
    relations: model.fields.filter((field) => field.kind === 'object').map((field) => field.name),
    grants: grantsOf(model),
  }
}

function print(models) {
  const rows = (list) =>
    models
      .filter((model) => model.list === list)
      .map(row)
      .join('')
  const strings = (values) => `[${values.map((value) => `'${value}'`).join(', ')}]`
  const row = (model) =>
    `  ${model.name[0].toLowerCase()}${model.name.slice(1)}: {
    name: '${model.name}',
    table: '${model.table}',
    key: '${model.key}',
    fields: ${strings(model.fields)},
    relations: ${strings(model.relations)},
    grants: ${strings(model.grants)},
  },\n`
  return `// Made by prisma/models.mjs from prisma/schema. Do not edit.

/** Models whose rows belong to a company, by the name of their delegate. */
export const ownedModels = {\n${rows('owned')}} as const

/** Models that are asked before a company is known. */
export const globalModels = {\n${rows('global')}} as const
`
}

generatorHelper.generatorHandler({
  onManifest: () => ({ prettyName: 'owned and global models', defaultOutput: '../src/generated' }),
  onGenerate: async ({ dmmf, generator }) => {
    mkdirSync(generator.output.value, { recursive: true })
    const file = join(generator.output.value, 'models.ts')
    writeFileSync(file, print(dmmf.datamodel.models.map(describe)))
  },
})
