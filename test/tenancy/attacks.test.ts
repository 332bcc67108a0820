import { beforeAll, describe, expect, test } from 'vitest'
import { attacks, outcomeOf } from '../support/attacks.js'
import { databaseUrls } from '../support/database.js'
import { makePlace, type Place } from '../support/route-cases.js'

let ours: Place
let theirs: Place

beforeAll(async () => {
  ours = await makePlace('Northwind')
  theirs = await makePlace('Contoso')
})

describe('ASVS 8.4.1: with all three locks', () => {
  test.each(Object.entries(attacks))('%s is held', async (_, attack) => {
    const url = databaseUrls().superUrl
    expect(await outcomeOf(attack, { ours, theirs, url })).toBe('held')
  })

  test('the positive control: the same company’s own rows are shown and changed', async () => {
    const twin = { ...ours, company: { ...ours.company } }
    const url = databaseUrls().superUrl
    const reading = attacks['findMany by the other company']!
    expect(await outcomeOf(reading, { ours, theirs: twin, url })).toBe('shown')
    const writing = attacks['create in the other company']!
    expect(await outcomeOf(writing, { ours, theirs: twin, url })).toBe('changed')
  })
})
