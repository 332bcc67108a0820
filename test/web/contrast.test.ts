import { parse, wcagContrast } from 'culori'
import { describe, expect, test } from 'vitest'
import { styleSheet } from '../../src/web/render.js'

/** Every token that has a light and a dark colour. */
const tokens = new Map(
  [...styleSheet.text.matchAll(/--([\w-]+):\s*light-dark\(((?:[^()]|\([^()]*\))*)\)/g)].map(
    ([, name = '', pair = '']) => [name, pair.split(/,(?![^(]*\))/).map((colour) => colour.trim())],
  ),
)

function contrast(theme: number, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => parse(tokens.get(name)?.[theme] ?? ''))
  if (!a || !b) throw new Error(`${one} or ${other} is no colour.`)
  return wcagContrast(a, b)
}

const pairs: [text: string, ground: string][] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((text) =>
    ['page', 'surface', 'surface-2', 'surface-3'].map((on): [string, string] => [text, on]),
  ),
  ...['accent', 'accent-strong', 'good', 'warn', 'bad'].flatMap((text) =>
    ['page', 'surface', 'surface-2'].map((on): [string, string] => [text, on]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['surface', 'ink'],
  ['ink-2', 'accent-soft'],
  ...['accent-strong', 'ink'].map((text): [string, string] => [text, 'accent-soft']),
  ...['good', 'warn', 'bad'].flatMap((tone): [string, string][] => [
    [tone, `${tone}-soft`],
    ['ink', `${tone}-soft`],
    ['ink-2', `${tone}-soft`],
  ]),
]

describe.each([
  [0, 'light'],
  [1, 'dark'],
])('theme %i, %s', (theme) => {
  test.each(pairs)('%s can be read on %s', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['feature', 'fix', 'refactor', 'test', 'docs', 'chore'])('%s stands out', (group) => {
    expect(contrast(theme, `c-${group}`, 'surface')).toBeGreaterThanOrEqual(3)
  })

  test.each([0, 1, 2, 3, 4])('step %i of the ramp differs from the next', (step) => {
    expect(contrast(theme, `q${step}`, `q${step + 1}`)).toBeGreaterThanOrEqual(1.12)
  })
})
