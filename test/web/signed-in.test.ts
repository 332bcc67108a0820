import { expect, test } from 'vitest'
import { localPath } from '../../src/web/signed-in.js'

test.each([
  ['/', '/'],
  ['/commits', '/commits'],
  ['/commits?p=30d&folder=a%2Fb', '/commits?p=30d&folder=a%2Fb'],
  ['/repositories/1/analyses/2', '/repositories/1/analyses/2'],
  ['/commits?folder=//evil.example', '/commits?folder=//evil.example'],
  ['/a/../commits', '/commits'],
  ['/commits#top', '/commits'],
  ['/@evil.example', '/@evil.example'],
])('%j is a path of ours', (wanted, path) => {
  expect(localPath(wanted)).toBe(path)
})

test.each([
  ...['', 'commits', '//evil.example', '///evil.example', '/\\evil.example', '\\\\evil.example'],
  ...['https:evil.example', 'https://evil.example', 'https:/evil.example', 'javascript:alert(1)'],
  ...['/\t/evil.example', '/\n/evil.example', '\t//evil.example', ' /commits', '/a b', '/a\\b'],
  // Without their dots they are //evil.example.
  ...['/.//evil.example', '/..//evil.example', '/a/..//evil.example', '/%2e//evil.example'],
  ...['/./\\evil.example', '/%2E%2e//evil.example', 'data:text/html,x', '//user@evil.example'],
])('%j leads to the front page', (wanted) => {
  expect(localPath(wanted)).toBe('/')
})

test('an encoded tab stays what it is: a path of ours', () => {
  // A browser does not take %09 out of a Location header, so no host is left after it.
  const path = localPath('/%09/evil.example')
  expect(new URL(path, 'http://here.example').host).toBe('here.example')
})

test('nothing wanted is the front page', () => {
  expect(localPath(undefined)).toBe('/')
})
