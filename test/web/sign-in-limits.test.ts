import { describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany, password } from '../support/company.js'
import { linkIn, mailsTo } from '../support/mailbox.js'
import { cookieOf, words } from '../support/visitor.js'

describe('ASVS 6.1.1, 6.3.1: guessing', () => {
  test('ten wrong passwords make an account wait; others go on; afterwards it is as before', async () => {
    const [{ owner }, other] = await Promise.all([makeCompany(), makeCompany()])
    const app = makeApp()
    const guess = app.visitor()
    for (let time = 0; time < 10; time++) {
      expect((await guess.trySignIn(owner.email, `wrong number ${time}`)).status).toBe(422)
    }
    const answer = await guess.trySignIn(owner.email.toUpperCase())
    expect(answer.status).toBe(429)
    expect(words(answer.text)).toMatch(/Too many tries\. Wait \d+ minutes, then try again\./)
    await app.visitor().signIn(other.owner)
    // As when the quarter of an hour is over.
    await app.services.limits.account.forget(owner.email)
    await app.visitor().signIn(owner)
  })

  test('the right password takes the wrong ones back', async () => {
    const { owner } = await makeCompany()
    const app = makeApp()
    for (let round = 0; round < 2; round++) {
      const visitor = app.visitor()
      for (let time = 0; time < 6; time++) await visitor.trySignIn(owner.email, 'wrong')
      await visitor.signIn(owner)
    }
  })

  test('ASVS 4.1.3, 15.3.4: from one address is held back, whatever a header claims', async () => {
    const app = makeApp()
    const token = async () => {
      const visitor = app.visitor()
      return { visitor, _csrf: await visitor.token('/sign-in') }
    }
    const { visitor, _csrf } = await token()
    const guess = (time: number) =>
      visitor
        .send('/sign-in', { _csrf, email: `${time}@example.com`, password: 'wrong' })
        .set('X-Forwarded-For', `10.0.0.${time}`)
    for (let time = 0; time < 60; time += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, at) => guess(time + at)))
    }
    expect((await guess(60)).status).toBe(429)
  })
})

describe('ASVS 6.1.1: nobody can lock another out', () => {
  const exhaust = async (app: ReturnType<typeof makeApp>, email: string) => {
    const stranger = app.visitor()
    const statuses = []
    for (let time = 0; time < 11; time++)
      statuses.push((await stranger.trySignIn(email, `wrong number ${time}`)).status)
    expect(statuses.at(-1)).toBe(429)
  }

  test('a browser that its owner has used has tries of its own', async () => {
    const { owner } = await makeCompany()
    const app = makeApp()
    const own = await app.visitor().signIn(owner)
    await own.signOut()
    await exhaust(app, owner.email)
    expect((await app.visitor().trySignIn(owner.email)).status).toBe(429)
    await own.signIn(owner)
  })

  test('the mark of one account is worth nothing at another, nor is a forged one', async () => {
    const [{ owner }, other] = await Promise.all([makeCompany(), makeCompany()])
    const app = makeApp()
    const own = await app.visitor().signIn(other.owner)
    await own.signOut()
    await exhaust(app, owner.email)
    expect((await own.trySignIn(owner.email)).status).toBe(429)
    const forged = `device=${'A'.repeat(22)}.${'B'.repeat(43)}`
    const visitor = app.visitor()
    const _csrf = await visitor.token('/sign-in')
    const sent = { _csrf, email: owner.email, password }
    const cookie = cookieOf(await visitor.get('/sign-in')) ?? ''
    const answer = await visitor.send('/sign-in', sent).set('Cookie', `${cookie}; ${forged}`)
    expect([403, 429]).toContain(answer.status)
  })

  test('whoever reads the mails gets in by a new password, whatever strangers try', async () => {
    const { owner } = await makeCompany()
    const app = makeApp()
    await exhaust(app, owner.email)
    const visitor = app.visitor()
    await visitor.post('/password-resets', '/password-resets', { email: owner.email })
    await visitor.get(linkIn((await mailsTo(owner.email))[0]))
    const fresh = 'four unrelated blue words'
    await visitor.post('/password-resets', '/password-reset', { password: fresh })
    await exhaust(app, owner.email)
    expect((await visitor.trySignIn(owner.email, fresh)).headers.location).toBe('/')
  })

  test('right passwords from one network are not counted against it', async () => {
    const { owner } = await makeCompany()
    const app = makeApp()
    for (let time = 0; time < 65; time += 5) {
      await Promise.all(Array.from({ length: 5 }, () => app.visitor().signIn(owner)))
    }
  })
})
