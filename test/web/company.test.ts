import { describe, expect, test } from 'vitest'
import { changeTimeZoneJob } from '../../src/jobs/change-time-zone.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { silentLog } from '../support/log.js'
import { words } from '../support/visitor.js'

const page = '/settings/company'
const path = `${page}/time-zone`

describe('the time zone', () => {
  test('is changed by an admin, recorded, and the page says that days are counted anew', async () => {
    const company = await makeCompany({ timeZone: 'Europe/Madrid' })
    const admin = await company.add('admin')
    const visitor = await makeApp().visitor().signIn(admin)
    const before = await visitor.get(page)
    expect(before.text).toMatch(/<option selected>Europe\/Madrid<\/option>/)
    expect(before.text).not.toContain('counted anew</b>')
    const answer = await visitor.post(page, path, { timeZone: 'Asia/Calcutta' })
    expect([answer.status, answer.headers.location]).toEqual([303, page])
    expect(words((await visitor.get(page)).text)).toContain('Days are being counted anew')
    const { database, id: companyId } = company
    const { signal } = new AbortController()
    await changeTimeZoneJob({ database, log: silentLog }, { companyId }, signal)
    const after = await visitor.get(page)
    expect(words(after.text)).not.toContain('Days are being counted anew')
    expect(after.text).toMatch(/<option selected>Asia\/Calcutta<\/option>/)
    const [entry] = await company.work((db) =>
      db.auditEntry.findMany({ where: { action: 'company.time-zone-changed' } }),
    )
    expect(entry).toMatchObject({
      ...{ actorId: admin.id, before: { timeZone: 'Europe/Madrid' } },
      after: { timeZone: 'Asia/Calcutta' },
    })
  })

  test.each(['Mars/Olympus', '', 'UTC; DROP TABLE commits', 'Etc/Unknown', '+01:00'])(
    'that is none (%j) comes back and says so',
    async (timeZone) => {
      const { owner } = await makeCompany()
      const visitor = await makeApp().visitor().signIn(owner)
      const answer = await visitor.post(page, path, { timeZone })
      expect(answer.status).toBe(422)
      expect(words(answer.text)).toContain('Choose a time zone of the list.')
    },
  )
})
