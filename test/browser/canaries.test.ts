import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/web/routes.js'
import { listeningPage, openBrowser } from '../support/browser.js'
import { makeCompany, password, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { isMissing } from '../support/requirements.js'
import { makeCase, type Place, pathFor } from '../support/route-cases.js'
import { runApp } from '../support/running-app.js'

/** What a repository can hold, in the words that would run if a page took them for more than text. */
const canary = `"><img src=x onerror=alert(1)></title><script>alert(2)</script>' onfocus='alert(3)`

/** Refused addresses and missing icons are no faults of a page. */
const ordinary = /404 \(Not Found\)|410 \(Gone\)|422|\[DOM\]|Clear-Site-Data/

async function fill(company: TestCompany): Promise<Place> {
  const place = await makeRepository(company, `repository ${canary}`)
  const files = [makeFile({ path: `lib/${canary}/${canary}.js`, renamedFrom: `${canary}.js` })]
  const who = { authorName: canary, authorEmail: `${canary}@example.com` }
  const commits = Array.from({ length: 8 }, (_, at) =>
    makeCommit({
      ...{ ...who, files, subject: `${at} ${canary}`, message: `${at} ${canary}\n\n${canary}` },
      ...{
        scope: canary,
        agent: canary,
        authoredAt: new Date(Date.now() - at * 3_600_000).toISOString(),
      },
    }),
  )
  await storeCommits(company, place, commits)
  return company.work(async (db) => {
    await db.repository.updateMany({
      data: { defaultBranch: canary, source: `https://x.example/${canary}` },
    })
    await db.analysis.updateMany({ data: { faultTitle: canary, faultAdvice: canary } })
    const reason = { reason: canary, pattern: `${canary}/**` }
    await db.exclusion.create({ data: { companyId: company.id, kind: 'path', ...reason } })
    const developer = await db.developer.findFirstOrThrow()
    return { name: 'Canary', company, ...place, developerId: developer.id }
  })
}

describe.skipIf(isMissing('chromium'))('ASVS 1.2.1: what a repository holds', () => {
  let browser: Browser
  let app: Awaited<ReturnType<typeof runApp>>
  let place: Place

  beforeAll(async () => {
    app = await runApp()
    browser = await openBrowser()
    place = await fill(await makeCompany({ name: 'Northwind' }))
  })

  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  test('is text on every page: no dialog, no element, no refused script', {
    timeout: 240_000,
  }, async () => {
    const { page, heard } = await listeningPage(await browser.newContext())
    await page.goto(`${app.origin}/sign-in`)
    await page.fill('[name=email]', place.company.owner.email)
    await page.fill('[name=password]', password)
    await page.click('main button[type=submit]')
    await page.waitForURL(`${app.origin}/`)
    const seen: string[] = []
    for (const route of routes.filter(({ method }) => method === 'get')) {
      const { params } = await makeCase(route, place)
      const path = pathFor(route, params)
      const answer = await page.goto(app.origin + path).catch(() => null)
      // What is offered as a file opens no page.
      if (!answer) continue
      const body = (await page.textContent('body')) ?? ''
      if (body.includes('onerror=alert(1)')) seen.push(route.path)
      expect(await page.locator('img[src=x], script:not([src]), [onfocus]').count(), path).toBe(0)
    }
    expect(heard.filter((line) => !ordinary.test(line))).toEqual([])
    // The positive control: these pages did show it.
    expect(seen).toEqual(
      expect.arrayContaining([
        '/',
        '/commits',
        '/repositories',
        '/repositories/:id',
        '/settings/identities',
        '/settings/exclusions',
      ]),
    )
  })
})
