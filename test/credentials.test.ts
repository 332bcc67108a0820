import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../src/platform/root.js'

/** What a credential looks like, by whoever gives it out. */
const shapes: Record<string, RegExp> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}/,
  'a GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/,
  'a GitLab token': /\bglpat-[A-Za-z0-9_-]{20}\b/,
  'an Atlassian token': /\bATATT3x[A-Za-z0-9_=-]{60,}/,
  'an AWS key': /\bAKIA[0-9A-Z]{16}\b/,
  'a Slack token': /\bxox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{10,}/,
  'a Heroku key': /\bHRKU-[A-Za-z0-9_-]{30,}/,
  'an npm token': /\bnpm_[A-Za-z0-9]{36}\b/,
  'a signed token': /\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/,
  'a database with its password':
    /\b(?:postgres(?:ql)?|rediss?|smtps?):\/\/[^\s:/@'"`<>${}]+:(?!password@)[^\s@'"`<>${}]{8,}@(?!localhost|127\.|[^\s'"`]*\b(?:example|invalid|test)\b)[^\s'"`]+/,
}

/** Samples of each shape are made here, so that none of them stands in this file. */
const samples: Record<keyof typeof shapes, string> = {
  'a private key': ['-----BEGIN', 'PRIVATE KEY-----\n'].join(' ') + 'A'.repeat(64),
  'a GitHub token': `gh${'p_'}${'a1'.repeat(18)}`,
  'a GitLab token': `glpat${'-'}${'a1'.repeat(10)}`,
  'an Atlassian token': `ATATT${'3x'}${'a1'.repeat(40)}`,
  'an AWS key': `AK${'IA'}${'A1'.repeat(8)}`,
  'a Slack token': `xox${'b-'}${'1'.repeat(10)}-${'a'.repeat(12)}`,
  'a Heroku key': `HRKU${'-'}${'a1'.repeat(20)}`,
  'an npm token': `npm${'_'}${'a1'.repeat(18)}`,
  'a signed token': ['eyJ', 'eyJ', ''].map((start) => `${start}${'a'.repeat(24)}`).join('.'),
  'a database with its password': `postgres://app:${'s3cret'.repeat(3)}@db.acme.io/app`,
}

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: packageRoot, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && !/\.(png|gz|ico|woff2)$/.test(path))

describe('ASVS 13.3.1: the repository', () => {
  test('holds no credential', () => {
    expect(tracked.length).toBeGreaterThan(500)
    const found = tracked.flatMap((path) => {
      const text = readFileSync(join(packageRoot, path), 'utf8')
      return Object.entries(shapes).flatMap(([what, shape]) =>
        shape.test(text) ? [`${path}: ${what}`] : [],
      )
    })
    expect(found).toEqual([])
  })

  test.each(Object.keys(shapes))('would be seen to hold %s', (what) => {
    expect(shapes[what]!.test(`const key = '${samples[what]}'`)).toBe(true)
  })

  test('names only what belongs in it: no dump, key file or environment', () => {
    const odd = /(^|\/)\.env$|\.(pem|key|p12|pfx|dump|sql\.gz|kdbx)$/
    expect(tracked.filter((path) => odd.test(path))).toEqual([])
  })
})
