import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymize } from '../../src/anonymize/anonymize.js'
import { readTables, withoutRule } from '../../src/anonymize/catalogue.js'
import { policy } from '../../src/anonymize/policy.js'
import { auditFields } from '../../src/anonymize/policy-audit.js'
import { auditActions, describeAction } from '../../src/audit/actions.js'
import { makeCompany } from '../support/company.js'
import { behind, rowsOf } from '../support/copies.js'
import { type SpareDatabase, spareDatabase } from '../support/spare-database.js'

let source: SpareDatabase
let target: SpareDatabase

beforeAll(async () => {
  source = await spareDatabase()
  target = await spareDatabase()
})

afterAll(async () => {
  await source.drop()
  await target.drop()
})

describe('the policy', () => {
  test('has a rule for every column of every table', async () => {
    const tables = await behind(source, readTables)
    expect(tables.length).toBeGreaterThan(50)
    expect(withoutRule(tables)).toEqual([])
  })

  test('has no rule for a column that is not there', async () => {
    const tables = await behind(source, readTables)
    const live = new Map(tables.map(({ name, columns }) => [name, columns.map((one) => one.name)]))
    const ghosts = Object.entries(policy).flatMap(([table, { columns }]) =>
      Object.keys(columns).filter((column) => !live.get(table)?.includes(column)),
    )
    expect(ghosts).toEqual([])
  })

  test('keeps no text that people can write: every text has a rule that makes something of it', async () => {
    const tables = await behind(source, readTables)
    const kept = tables.flatMap(({ name, columns }) =>
      columns
        .filter(({ type }) => /^(text|character|jsonb|bytea)/.test(type))
        .filter(({ name: column }) => {
          const { put, from, select, isLeftOut } = policy[name]!.columns[column]!
          return !put && !from && !select && !isLeftOut
        })
        .map(({ name: column }) => `${name}.${column}`),
    )
    expect(kept).toEqual([])
  })

  test('has a rule for every field that an audit entry may hold', () => {
    const fields = auditActions.flatMap((action) => [...describeAction(action).fields])
    expect(fields.filter((field) => !Object.hasOwn(auditFields('slug'), field))).toEqual([])
  })

  test('stops the run for a column that it does not know, before anything is copied', async () => {
    await makeCompany({ database: source.database })
    await source.spoil('ALTER TABLE public.teams ADD COLUMN motto text')
    await source.spoil('CREATE TABLE directory.news (id bigint)')
    await source.spoil('GRANT SELECT ON directory.news TO codevisto_owner')
    const asked = anonymize({ from: source.ownerUrl, to: target.ownerUrl })
    await expect(asked).rejects.toThrow(
      'Nothing says what becomes of directory.news, public.teams.motto.',
    )
    expect(await rowsOf(target, 'SELECT id FROM public.companies')).toEqual([])
  })
})
