import { describe, expect, test } from 'vitest'
import { Role } from '../../src/generated/prisma/enums.js'
import { settingsFor } from '../../src/web/settings.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'

describe('the settings', () => {
  test('are links for those who may see them', () => {
    expect(settingsFor(Role.owner)).toContainEqual({
      ...{ href: '/settings/identities', text: 'Identities' },
    })
    expect(settingsFor(Role.manager).map(({ text }) => text)).toEqual(['Teams', 'Rules'])
    expect(settingsFor(Role.developer)).toEqual([])
  })

  test('are in the navigation of an admin, and not of a developer', async () => {
    const company = await makeCompany()
    const app = makeApp()
    const admin = await app.visitor().signIn(await company.add('admin'))
    const page = await admin.get('/settings/identities')
    expect(page.text).toMatch(/<a href="\/settings\/users" aria-current="page">[^<]*<svg/)
    expect(page.text).toContain('<a href="/settings/identities" aria-current="page">Identities</a>')
    expect(page.text).toMatch(/<nav class="seg" aria-label="Settings">/)
    const developer = await app.visitor().signIn(await company.add('developer'))
    expect((await developer.get('/')).text).not.toContain('/settings/')
  })
})
