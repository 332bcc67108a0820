import { describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { words } from '../support/visitor.js'

describe('guessing', () => {
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

  test('from one address is held back, whatever a header claims', async () => {
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
