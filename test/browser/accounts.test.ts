import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { type FixedTemplate, mailMessage } from '../../src/jobs/mail-message.js'
import { invite } from '../../src/people/invitations.js'
import { makeLink } from '../../src/people/links.js'
import { type MailTemplate, mailData } from '../../src/people/mails.js'
import { codeFor } from '../support/accounts.js'
import { listeningPage, openBrowser } from '../support/browser.js'
import { makeCompany, newEmail, password, type TestCompany } from '../support/company.js'
import { isMissing } from '../support/requirements.js'
import { runApp } from '../support/running-app.js'

/** Names that would run, if any page took them for more than text. */
const canary = `"><img src=x onerror=alert(1)></title><script>alert(2)</script>' onfocus='alert(3)`

const quietly = /404 \(Not Found\)|410 \(Gone\)|422|\[DOM\]/

describe.skipIf(isMissing('chromium'))('ASVS 1.2.1: what people call themselves', () => {
  let browser: Browser
  let app: Awaited<ReturnType<typeof runApp>>
  let company: TestCompany

  beforeAll(async () => {
    app = await runApp()
    browser = await openBrowser()
    company = await makeCompany({ name: `Northwind ${canary}`.slice(0, 120) })
    const where = { id: company.owner.id }
    const data = { name: `Ines ${canary}`.slice(0, 120) }
    await company.work((db) => db.user.updateMany({ where, data }))
  })

  afterAll(async () => {
    await browser.close()
    await app.stop()
  })

  const faults = (heard: string[]) => heard.filter((line) => !quietly.test(line))

  async function signIn(page: Page, typed = password): Promise<void> {
    await page.goto(`${app.origin}/sign-in`)
    await page.fill('[name=email]', company.owner.email)
    await page.fill('[name=password]', typed)
    await page.click('main button[type=submit]')
  }

  test('is text on every page of accounts: no dialog, no refused script', async () => {
    const { page, heard } = await listeningPage(await browser.newContext())
    await signIn(page)
    const email = newEmail()
    await company.work((db) => invite(db, company.owner, { email, role: 'manager', from: nowhere }))
    for (const path of ['/me', '/me/second-factor', '/settings/invitations', '/settings/mails']) {
      await page.goto(app.origin + path)
      expect(await page.textContent('body')).toContain('onerror=alert(1)')
    }
    const invited = await company.work(async (db) => {
      const { id } = await db.invitation.findFirstOrThrow({ where: { email } })
      return makeLink(db, 'invitation', id)
    })
    await page.goto(`${app.origin}/invitations/${invited}`)
    expect(page.url()).toBe(`${app.origin}/invitation`)
    expect(await page.textContent('h1')).toContain('<img src=x onerror=alert(1)>')
    expect(faults(heard)).toEqual([])
  })

  /** Mails that print something somebody typed; one to a stranger prints nothing. */
  const telling = (Object.keys(mailData) as MailTemplate[]).filter(
    (name): name is FixedTemplate => name !== 'sign-up' && name !== 'digest',
  )

  test.each(telling)('is text in the mail %s', async (template) => {
    const { page, heard } = await listeningPage(await browser.newContext())
    const keys = Object.keys(mailData[template].shape)
    const data = Object.fromEntries(keys.map((key) => [key, key === 'left' ? 3 : canary]))
    const about = { link: `${app.origin}/somewhere`, origin: app.origin }
    const { html } = mailMessage(template, 'ada@example.com', data, about)
    await page.setContent(html)
    expect(await page.locator('img, script').count()).toBe(0)
    expect(await page.textContent('body')).toContain('onerror=alert(1)')
    expect(heard).toEqual([])
  })

  test('the bar of the settings shows the page that is open on a narrow screen, too', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const { page, heard } = await listeningPage(context)
    await signIn(page)
    for (const path of ['/settings/users', '/settings/mails', '/settings/audit']) {
      await page.goto(app.origin + path)
      const link = page.locator('nav.seg [aria-current="page"]')
      const isInView = async () => {
        const { x, width } = (await link.boundingBox())!
        return x >= 0 && x + width <= 390
      }
      await expect.poll(isInView).toBe(true)
    }
    expect(faults(heard)).toEqual([])
  })

  test('a second factor is set up and used with the keyboard alone, without scripts', {
    timeout: 120_000,
  }, async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const { page, heard } = await listeningPage(context)
    await signIn(page)
    await page.goto(`${app.origin}/me/second-factor`)
    const secret = (await page.textContent('main .code'))!.replaceAll(' ', '')
    expect(await page.locator('svg.qr path').getAttribute('d')).toMatch(/^M/)
    await page.focus('[name=code]')
    await page.keyboard.type(codeFor(secret, -1))
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.codes')
    expect(await page.locator('.codes li').count()).toBe(10)
    await page.context().clearCookies()
    await signIn(page)
    expect(page.url()).toBe(`${app.origin}/sign-in/code`)
    // The field has the focus by itself, once the page is there.
    await page.waitForSelector('[name=code]:focus')
    await page.keyboard.type(codeFor(secret))
    await page.keyboard.press('Enter')
    await page.waitForURL(`${app.origin}/`)
    expect(faults(heard)).toEqual([])
  })
})
