import { expect, test } from 'vitest'
import { commitUrl } from '../../src/code-hosts/commit-url.js'

const hash = 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3'

test.each([
  ['https://github.com/expressjs/express', `https://github.com/expressjs/express/commit/${hash}`],
  [
    'https://github.com/expressjs/express.git',
    `https://github.com/expressjs/express/commit/${hash}`,
  ],
  [
    'https://github.com/expressjs/express.git/',
    `https://github.com/expressjs/express/commit/${hash}`,
  ],
  ['https://gitlab.com/a/b/c/d.git', `https://gitlab.com/a/b/c/d/-/commit/${hash}`],
  ['https://gitlab.example.com/a/b', `https://gitlab.example.com/a/b/-/commit/${hash}`],
  ['https://bitbucket.org/team/app.git', `https://bitbucket.org/team/app/commits/${hash}`],
  ['https://codeberg.org/forgejo/forgejo', `https://codeberg.org/forgejo/forgejo/commit/${hash}`],
])('a commit of %s has the page %s', (source, page) => {
  expect(commitUrl(source, hash)).toBe(page)
})

test.each([
  'https://git.example.com/x/y',
  'https://notgithub.com/x/y',
  'https://github.com.evil.example/x/y',
  'http://github.com/x/y',
  'javascript:alert(1)//github.com/x',
  '/home/ada/project',
  'git@github.com:x/y',
  '',
])('ASVS 1.2.2: a commit of %j has none', (source) => {
  expect(commitUrl(source, hash)).toBeNull()
})

test('a name that ends in git is kept', () => {
  expect(commitUrl('https://github.com/x/legit', hash)).toBe(
    `https://github.com/x/legit/commit/${hash}`,
  )
})
