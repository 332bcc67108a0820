import { describe, expect, test } from 'vitest'
import { currentCompany, isTimeZone, timeZones } from '../../src/companies/companies.js'
import { makeCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'

test('a company reads itself and no other', async () => {
  const [a, b] = await Promise.all([makeCompany({ name: 'A' }), makeCompany({ name: 'B' })])
  expect(await a.work(currentCompany)).toEqual({
    id: a.id,
    name: 'A',
    timeZone: 'UTC',
    isDemo: false,
    individuals: 'named',
  })
  expect(await b.work(currentCompany)).toEqual({
    id: b.id,
    name: 'B',
    timeZone: 'UTC',
    isDemo: false,
    individuals: 'named',
  })
})

describe('a time zone', () => {
  test.each(['UTC', 'Europe/Madrid', 'America/St_Johns', 'Asia/Kolkata', 'Asia/Calcutta'])(
    '%s exists, here and in the database',
    async (zone) => {
      expect(isTimeZone(zone)).toBe(true)
      const client = await connectAs('app')
      const { rows } = await client.query('SELECT now() AT TIME ZONE $1 AS here', [zone])
      expect(rows).toHaveLength(1)
    },
  )

  test.each(['', 'Mars/Olympus', '+05:30', 'Etc', 'local', 'UTC; DROP', '__proto__', '../etc/x'])(
    '%j does not',
    (zone) => {
      expect(isTimeZone(zone)).toBe(false)
    },
  )

  test('of the list exists in the database, too', async () => {
    const client = await connectAs('app')
    const { rows } = await client.query(
      `SELECT zone FROM unnest($1::text[]) AS zone
       WHERE lower(zone) NOT IN (SELECT lower(name) FROM pg_timezone_names)`,
      [timeZones],
    )
    expect(rows).toEqual([])
    expect(timeZones[0]).toBe('UTC')
    expect(new Set(timeZones).size).toBe(timeZones.length)
  })
})
