import { expect, test } from 'vitest'
import { asError, errorCode, Problem } from '../../src/platform/errors.js'

test('a problem says what happened and what to do', () => {
  const problem = new Problem('The disk is full.', 'Free some space.')
  expect(problem).toBeInstanceOf(Error)
  expect(problem).toMatchObject({
    ...{ name: 'Problem', message: 'The disk is full. Free some space.' },
    ...{ title: 'The disk is full.', advice: 'Free some space.' },
  })
})

test.each([
  [Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'ENOSPC'],
  [{ code: 'P2002' }, 'P2002'],
  [{ code: 23505 }, null],
  [new Error('no code'), null],
  ['ENOSPC', null],
  [null, null],
  [undefined, null],
])('the code of %o is %s', (error, code) => {
  expect(errorCode(error)).toBe(code)
})

test('anything that was thrown becomes an error', () => {
  const error = new TypeError('x')
  expect(asError(error)).toBe(error)
  expect(asError('text')).toMatchObject({ message: 'text' })
  expect(asError(undefined)).toMatchObject({ message: 'undefined' })
})
