import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listeningPage, openBrowser } from '../support/browser.js'
import { makeCompany } from '../support/company.js'
import { forgetRuns } from '../support/database.js'
import { GitRepository } from '../support/git-repository.js'
import { linkIn, mailsTo } from '../support/mailbox.js'
import { isMissing } from '../support/requirements.js'
import { runApp } from '../support/running-app.js'

const password = 'correct horse battery'
/** What a repository may try: markup in everything that it can name. */
const hostile = `<img src=x onerror=alert(1)>"'<script>alert(2)</script>`

describe.skipIf(isMissing('chromium'))('in a browser', () => {
  let browser: Browser
  let app: Awaited<ReturnType<typeof runApp>>
  let repository: GitRepository

  beforeAll(async () => {
    await forgetRuns()
    // On a machine with companies whoever signs up proves an address first.
    await makeCompany()
    app = await runApp()
    browser = await openBrowser()
    repository = await GitRepository.create()
    const now = Math.floor(Date.now() / 1000)
    for (let at = 0; at < 30; at++) {
      repository.commit({
        message: `feat: ${hostile} ${at}`,
        author: `Eve ${hostile.replace(/[<>]/g, '')}`,
        at: now - at * 2 * 86_400,
        files: { [`lib/${hostile.replaceAll('/', '')}/${at}.js`]: 'if (a) b()\n' },
      })
    }
    repository.save()
  })

  afterAll(async () => {
    await browser.close()
    await app.stop()
    await repository.remove()
  })

  test.each([
    ['with scripts', true],
    ['without scripts', false],
  ])(
    '%s, from signing up to the rows behind a number',
    async (_, javaScriptEnabled) => {
      const context = await browser.newContext({ javaScriptEnabled, timezoneId: 'Asia/Kolkata' })
      const { page, heard } = await listeningPage(context)
      await page.goto(app.origin)
      await page.click('a:has-text("Create a company")')
      const email = `${randomUUID()}@example.com`
      await page.fill('[name=email]', email)
      await page.click('button:has-text("Send link")')
      await page.waitForSelector('text=Look into your mails')
      await page.goto(app.origin + linkIn((await mailsTo(email))[0]))
      await page.fill('[name=company]', hostile)
      await page.fill('[name=name]', 'Ines Ribeiro')
      await page.fill('[name=password]', password)
      const zone = await page.inputValue('[name=timeZone]')
      expect(zone).toBe(javaScriptEnabled ? 'Asia/Calcutta' : 'UTC')
      await page.click('button:has-text("Create company")')

      await page.waitForURL('**/start')
      await page.fill('[name=source]', '/nowhere/at/all')
      await page.click('button:has-text("Add repository")')
      expect(await page.locator('#source-error').textContent()).toContain('no such folder')
      expect(await page.inputValue('[name=source]')).toBe('/nowhere/at/all')
      await page.fill('[name=source]', repository.path)
      await page.click('button:has-text("Add repository")')

      await page.waitForURL('**/analyses/*')
      // Without scripts the page asks again by itself.
      await page.waitForSelector('text=Open overview', { timeout: 25_000 })
      await page.click('text=Open overview')
      await page.waitForSelector('text=30 commits')

      const value = await page.textContent('.kpi .val')
      expect(value?.trim()).toBe('30')
      await page.click('.kpi a.val, .kpi .val a')
      await page.waitForURL('**/commits?*')
      expect(await page.textContent('h1')).toMatch(/30\scommits/)
      expect(await page.textContent('table')).toContain(hostile)

      await page.click('button[aria-label="Sign out"]')
      await page.waitForURL(`${app.origin}/`)
      await page.goto(`${app.origin}/commits`)
      expect(page.url()).toContain('/sign-in')
      // The console reports a form that came back (422) and the sign-out's sweep; nothing else may be there.
      expect(heard.filter((line) => !/422|Clear-Site-Data/.test(line))).toEqual([])
      await context.close()
    },
    120_000,
  )
})
