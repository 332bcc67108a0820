import { describe, expect, test } from 'vitest'
import { WebFault } from '../../src/web/faults.js'
import { readForm } from '../../src/web/forms.js'

const signIn = { email: 'ada@example.com', password: ' as it is ' }

describe('a form', () => {
  test('ASVS 2.1.1, 2.2.1: is read into its values', () => {
    const sent = readForm('signIn', {
      _csrf: 'x',
      ...signIn,
      email: ' ada@example.com ',
      next: '/a',
    })
    expect(sent.errors).toBeNull()
    expect(sent.values).toEqual({ ...signIn, next: '/a' })
  })

  test('gives back what was typed, without password and token', () => {
    const { typed } = readForm('signIn', { _csrf: 'x', ...signIn, email: ' Ada ' })
    expect(typed).toEqual({ email: ' Ada ' })
  })

  test('names the first fault of each field', () => {
    const { errors, values } = readForm('signUp', {
      ...{ company: '', name: 'x'.repeat(121), email: 'no', password: 'short', timeZone: 'UTC' },
    })
    expect(values).toBeNull()
    expect(errors).toEqual({
      company: 'Type the name of your company.',
      name: 'Use at most 120 characters.',
      email: 'Type an e-mail address such as name@company.com.',
      password: 'Use at least 12 characters.',
    })
  })

  test.each(['UTC', 'Europe/Madrid', 'America/St_Johns', 'Asia/Kathmandu'])(
    'takes the time zone %s',
    (timeZone) => {
      const rest = { company: 'A', name: 'B', email: 'a@example.com', password: 'x'.repeat(12) }
      expect(readForm('signUp', { ...rest, timeZone }).errors).toBeNull()
    },
  )

  test.each(['12m', '90d', 'all'])('takes the window %s', (window) => {
    expect(readForm('analysis', { window }).values).toEqual({ window })
  })

  test.each(['', '13m', 'ALL', '2026-01-01'])('refuses the window %j with words', (window) => {
    expect(readForm('analysis', { window }).errors).toEqual({ window: 'Choose how far back.' })
  })

  test('leaves a long address to whoever reads addresses', () => {
    const sent = readForm('start', { source: 'x'.repeat(50_000), window: 'all' })
    expect(sent.errors).toBeNull()
  })

  test('that is missing has errors for all it needs', () => {
    for (const body of [undefined, null, {}]) {
      expect(Object.keys(readForm('signIn', body).errors ?? {})).toEqual(['email', 'password'])
    }
  })
})

describe('ASVS 2.2.1, 2.2.2, 15.3.5: a form that no page has', () => {
  test.each([
    [{ role: 'owner' }],
    [{ companyId: '1' }],
    [{ email: ['a', 'b'] }],
    [{ email: { $ne: '' } }],
    [{ email: 1 }],
    [{ email: null }],
    [{ constructor: 'x' }],
    [JSON.parse('{"__proto__":"x"}')],
    [{ toString: 'x' }],
  ])('%j is refused whole', (more) => {
    const body = { ...signIn }
    for (const key of Object.keys(more)) {
      const value = more[key as keyof typeof more]
      Object.defineProperty(body, key, { value, enumerable: true })
    }
    expect(() => readForm('signIn', body)).toThrow(WebFault)
    expect(() => readForm('signIn', body)).toThrow('This form was not sent as it is.')
  })
})
