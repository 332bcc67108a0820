import { expect, test } from 'vitest'
import { ErasedNames, erasedDigest } from '../../src/people/erased-names.js'
import { scrub, scrubBranch } from '../../src/people/scrub.js'

const salt = Buffer.alloc(16, 7)
const row = (kind: 'email' | 'username' | 'name', text: string) => ({
  ...{ kind, digest: erasedDigest(salt, kind, text), developerId: 12n, identityId: 3n },
})
const erased = new ErasedNames(salt, [
  row('name', 'Maya Kowalski'),
  row('name', 'Zoë de la Cruz'),
  row('name', 'Grace'),
  row('email', 'maya@acme.io'),
  row('username', 'mkowalski'),
])

test.each([
  ['Thanks to Maya Kowalski.', 'Thanks to Erased person 12.'],
  ['MAYA  KOWALSKI’s idea', 'Erased person 12’s idea'],
  ['by Zoë de la Cruz and Ann', 'by Erased person 12 and Ann'],
  ['mail Maya@Acme.io, please', 'mail erased@erased.invalid, please'],
  ['Reviewed-by: M. K. <maya@acme.io>', 'Reviewed-by: Erased person 12 <erased@erased.invalid>'],
  ['Signed-off-by: Grace', 'Signed-off-by: Erased person 12'],
  ['@mkowalski agrees', '@erased agrees'],
])('%j becomes %j', (text, scrubbed) => {
  expect(scrub(text, erased)).toBe(scrubbed)
})

test.each([
  'Maya\nKowalski',
  'Add grace period',
  'Maya Kowalskis',
  'mail maya@acme.io.example',
  'x@mkowalski.example is somebody else',
  'mkowalski alone is a word like any other',
])('%j stays', (text) => {
  expect(scrub(text, erased)).toBe(text)
})

test('a branch loses the part that is a username', () => {
  expect(scrubBranch('users/mkowalski/pay-by-card', erased)).toBe('users/erased/pay-by-card')
  expect(scrubBranch('pay-by-card', erased)).toBe('pay-by-card')
})
