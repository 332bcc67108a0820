import { describe, expect, test } from 'vitest'
import { isCommonPassword, passwordFault } from '../../src/people/password-rules.js'

const owner = {
  name: 'Ana Lee-Kowalski',
  email: 'ana.k@payments.example',
  company: 'Red Heron AG',
}
const fault = (password: string) => passwordFault(password, owner)

describe('ASVS 6.2.4, 6.2.12: a password that is tried first', () => {
  test.each([
    ...['qwerty123456', '1qaz2wsx3edc', 'q1w2e3r4t5y6', 'motherfucker', 'QWERTY123456'],
    // A listed word with signs around it, or written with digits.
    ...['password1234', 'Password2026!', '!!!dragon2026', 'p@ssw0rd1234', 'sunshine!!!!!'],
    // The same again, and plain rows.
    ...['passwordpassword', 'abcabcabcabc', 'aaaaaaaaaaaaaaaa', '121212121212', '123456789012'],
    ...['abcdefghijkl', 'qwertyuiopas', 'lkjhgfdsapoi', '098765432109', '111111222222'],
  ])('%j is refused', (password) => {
    expect(isCommonPassword(password)).toBe(true)
    expect(fault(password)).toContain('among the first that are tried')
  })

  test.each([
    // ASVS 6.2.5: no rules on which characters there are.
    ...['ydhsgwtzmqkplovbnrxc', 'four unrelated blue words', 'correct horse battery staple'],
    ...['74920163850284', 'ääääüüüüößßñ', '    spaces count too    ', 'дом кошка весна лампа'],
    ...['xxxkqkqv8s2m1p0', '🦊🌊🎺🧵🪴🧊🦉🍋🎲🛶🧭🪁'],
  ])('%j is taken', (password) => {
    expect(fault(password)).toBeNull()
  })
})

describe('ASVS 6.1.2, 6.2.11: a name of its owner’s', () => {
  test.each([
    ['anything with kowalski in it', 'kowalski'],
    ['AnyThing With HERON In It', 'heron'],
    ['the payments people know', 'payments'],
    ['codevisto and some words', 'codevisto'],
  ])('%j is refused by naming %j', (password, word) => {
    expect(fault(password)).toContain(`Leave out “${word}”`)
  })

  test('of fewer than four letters is part of other words, and taken', () => {
    expect(fault('sleepless canary bananas')).toBeNull()
  })
})

test('the longest password is judged at once', () => {
  const begun = performance.now()
  for (const sign of ['a', '1', '!', 'ab', '1!']) isCommonPassword(sign.repeat(256).slice(0, 256))
  expect(performance.now() - begun).toBeLessThan(1000)
})
