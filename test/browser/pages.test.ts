import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../../src/web/routes.js'
import { listeningPage, openBrowser } from '../support/browser.js'
import { makeCompany, newEmail, password, type TestCompany } from '../support/company.js'
import { testDatabase } from '../support/database.js'
import { lookAtPage } from '../support/look-at-page.js'
import { linkIn, mailsTo } from '../support/mailbox.js'
import { isMissing } from '../support/requirements.js'
import { runApp } from '../support/running-app.js'
import { makeSamplePages } from '../support/sample-pages.js'
import { smallCompanyPaths } from '../support/shown-pages.js'
import { addWithCode, linkPaths, strangerPaths } from '../support/stranger-pages.js'
import { testSecrets } from '../support/tiny-host.js'

/** A browser reports the status of what it was refused; that is what these pages are there for. */
const refusals = /status of (404|410|409|422) /

/** Which route a path is of: the first one that it fits. */
function routeOf(path: string): string | undefined {
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/:[a-z]+/g, '[^/]+')}$`).test(path)
  return routes.find(({ method, path: pattern }) => method === 'get' && fits(pattern))?.path
}

/** Links of mails, which lead to a page of their own kind whether they are good or not. */
const doors = ['sign-ups', 'password-resets', 'invitations', 'email-changes'].map(
  (place) => `/${place}/:token`,
)

const pageRoutes = routes
  .filter(({ method, path }) => method === 'get' && !path.endsWith('.csv'))
  .map(({ path }) => path)

describe.skipIf(isMissing('chromium'))('every page is faultless', { timeout: 600_000 }, () => {
  let browser: Browser
  let app: Awaited<ReturnType<typeof runApp>>
  let company: TestCompany
  /** Routes whose own page was looked at, in any company. */
  const seen = new Set<string>()
  /** Somebody who is signed in to the sample data. */
  let sample: Awaited<ReturnType<BrowserContext['storageState']>>

  beforeAll(async () => {
    app = await runApp()
    browser = await openBrowser()
    company = await makeCompany({ name: 'Northwind' })
  })

  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  /** Opens pages one after the other, and says what is wrong with them. */
  async function look(context: BrowserContext, paths: readonly string[]): Promise<string[]> {
    const { page, heard } = await listeningPage(context)
    const faults: string[] = []
    for (const path of paths) {
      heard.length = 0
      await page.goto(app.origin + path)
      const route = routeOf(new URL(page.url()).pathname)
      if (route) seen.add(route)
      const found = [...(await lookAtPage(page)), ...heard.filter((line) => !refusals.test(line))]
      faults.push(...found.map((fault) => `${path}: ${fault}`))
    }
    return faults
  }

  async function signIn(context: BrowserContext, email: string): Promise<void> {
    const page = await context.newPage()
    await page.goto(`${app.origin}/sign-in`)
    await page.fill('[name=email]', email)
    await page.fill('[name=password]', password)
    await page.click('main button[type=submit]')
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    await page.close()
  }

  test('with the sample data, a year of everything', async () => {
    const { door, paths } = await makeSamplePages(testDatabase())
    const context = await browser.newContext()
    await (await context.newPage()).goto(app.origin + door)
    sample = await context.storageState()
    expect(await look(context, paths)).toEqual([])
  })

  test('and does its work without scripts: filters, tiles, rows, dismissing', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, storageState: sample })
    const { page, heard } = await listeningPage(context)
    await page.goto(`${app.origin}/?p=30d`)
    await page.selectOption('#pick-team', { label: 'Checkout' })
    await page.click('button:has-text("Apply")')
    await page.click('a.lbl:has-text("PRs merged")')
    expect(page.url()).toMatch(/[?&]p=30d&team=\d+&m=throughput/)
    const value = (await page.textContent('.kpi:has([aria-current]) .val'))!.trim()
    await page.click('.kpi:has([aria-current]) .val')
    expect(page.url()).toMatch(/\/pull-requests\?p=30d&team=\d+&state=merged/)
    expect(await page.textContent('h1')).toMatch(new RegExp(`^\\s*${value}\\spull requests merged`))
    await page.goto(`${app.origin}/signals`)
    const [first] = await page.locator('.signal h3').allTextContents()
    await page.click('.signal summary:has-text("Dismiss")')
    await page.fill('.signal [name=reason] >> nth=0', 'It is being renewed.')
    await page.click('.signal details[open] button:has-text("Dismiss")')
    expect(new URL(page.url()).pathname).toBe('/signals')
    expect(await page.locator('.signal h3').allTextContents()).not.toContain(first)
    expect(await page.textContent('main')).toContain('It is being renewed.')
    expect(heard).toEqual([])
  })

  test('in a company that has little of everything', async () => {
    const paths = await smallCompanyPaths(company)
    const context = await browser.newContext()
    await signIn(context, company.owner.email)
    expect(await look(context, paths)).toEqual([])
  })

  test('in a company that has nothing yet', async () => {
    const { owner } = await makeCompany({ name: 'Newcomer' })
    const context = await browser.newContext()
    await signIn(context, owner.email)
    const paths = ['/', '/delivery', '/reviews', '/work', '/health', '/teams', '/developers']
    const lists = ['/repositories', '/pull-requests', '/commits', '/signals', '/me/data']
    expect(await look(context, [...paths, ...lists])).toEqual([])
  })

  test('before anybody signs in, and where mails lead', async () => {
    const context = await browser.newContext()
    const email = newEmail()
    const page = await context.newPage()
    await page.goto(`${app.origin}/sign-up`)
    await page.fill('[name=email]', email)
    await page.click('main button[type=submit]')
    await page.waitForSelector('text=Look into your mails')
    const signUp = linkIn((await mailsTo(email))[0])
    const links = [...(await linkPaths(company)), signUp]
    expect(await look(context, [...strangerPaths, ...links])).toEqual([])
  })

  test('half way through the door', async () => {
    const { email } = await addWithCode(company, { secrets: testSecrets })
    const context = await browser.newContext()
    await signIn(context, email)
    expect(await look(context, ['/sign-in/code'])).toEqual([])
  })

  test('and none was forgotten', () => {
    expect(pageRoutes.filter((path) => !seen.has(path))).toEqual(doors)
  })
})
