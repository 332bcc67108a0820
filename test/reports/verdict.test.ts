import { describe, expect, test } from 'vitest'
import type { Activity } from '../../src/metrics/activity.js'
import type { VerdictPart } from '../../src/reports/overview-types.js'
import { type VerdictFacts, verdict } from '../../src/reports/verdict.js'

const activity = (commits: number, contributors = 3): Activity => ({
  ...{ commits, contributors, lines: 100, testShare: 10, tested: 50, complexity: 1 },
})

const facts = (given: Partial<VerdictFacts> = {}): VerdictFacts => ({
  ...{ now: activity(100), before: null, when: 'in the last 30 days' },
  ...{ comparedWith: 'the 30 days before', commitsHref: '/commits', signal: [], busiest: null },
  readFrom: null,
  ...given,
})

/** A signal as the end of a verdict. */
const exceptionOf = ([first]: { title: string; href: string }[]): VerdictPart[] => [
  { text: ' ', tone: 'muted' },
  { text: first!.title, tone: 'exception', href: first!.href },
  { text: '.', tone: 'muted' },
]

const said = (given: Partial<VerdictFacts> = {}) =>
  verdict(facts(given))
    .map(({ text }) => text.replace(/[\u202f\u2009\u00a0]/g, ' '))
    .join('')

describe('the verdict', () => {
  test.each([
    [110, 100, 'Work is picking up. 110 commits by 3 people in the last 30 days, 10% more than'],
    [109, 100, 'Work is steady. 109 commits by 3 people in the last 30 days, 9% more than'],
    [100, 100, 'Work is steady. 100 commits by 3 people in the last 30 days, as many as in'],
    [102, 100, 'Work is steady. 102 commits by 3 people in the last 30 days, as many as in'],
    [97, 100, 'Work is steady. 97 commits by 3 people in the last 30 days, 3% fewer than'],
    [90, 100, 'Work is slowing down. 90 commits by 3 people in the last 30 days, 10% fewer than'],
    [2345, 100, 'Work is picking up. 2 345 commits by 3 people in the last 30 days, 2245% more'],
  ])('on %i commits after %i is "%s …"', (now, before, text) => {
    const whole = said({ now: activity(now), before: activity(before) })
    expect(whole.startsWith(text)).toBe(true)
    expect(whole.endsWith('the 30 days before.')).toBe(true)
  })

  test('compares with nothing where there is nothing, or too little', () => {
    const text = 'Here is the work. 100 commits by 3 people in the last 30 days.'
    expect(said()).toBe(text)
    expect(said({ before: activity(9) })).toBe(text)
    expect(said({ before: activity(0) })).toBe(text)
  })

  test('judges nothing by fewer than ten commits', () => {
    const text = 'Too little to judge: 9 commits by 1 person in the last 30 days.'
    expect(said({ now: activity(9, 1), before: activity(100) })).toBe(text)
    expect(said({ now: activity(1, 1) })).toContain('1 commit by 1 person')
  })

  test('says when nothing was committed', () => {
    const text = 'Nothing was committed in the last 30 days.'
    expect(said({ now: activity(0, 0), before: activity(100) })).toBe(text)
  })

  test('says from when on the history is here, where the period begins before', () => {
    const busiest = { name: 'lib', href: '/commits?folder=lib' }
    const whole = said({ busiest, readFrom: '2026-08-26' })
    expect(whole).toMatch(/ Its history is here only from 26 Aug 2026 on\.$/)
  })

  test('names the busiest folder, or the first signal before it', () => {
    const busiest = { name: 'lib/router', href: '/commits?folder=lib%2Frouter' }
    const href = '/repositories/1/analyses/2'
    const signal = exceptionOf([{ title: 'koa could not be read', href }])
    expect(said({ busiest })).toMatch(/ The busiest folder is lib\/router\.$/)
    expect(said({ busiest, signal })).toMatch(/ koa could not be read\.$/)
    expect(said({ now: activity(0), signal })).toMatch(/ koa could not be read\.$/)
    const parts = verdict(facts({ busiest, signal }))
    expect(parts.find(({ tone }) => tone === 'exception')).toMatchObject({ href })
  })

  test('links its number to the rows', () => {
    const parts = verdict(facts({ commitsHref: '/commits?p=30d' }))
    expect(parts.find(({ href }) => href)).toMatchObject({
      ...{ text: '100 commits', href: '/commits?p=30d' },
    })
  })
})
