import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalog, metricKeys } from '../../src/metrics/catalog.js'
import type { MetricKind } from '../../src/metrics/metric-kind.js'
import { packageRoot } from '../../src/platform/root.js'

const kinds = Object.entries<MetricKind>(catalog)

const views = readdirSync(join(packageRoot, 'views'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ejs'))
  .map((path) => ({ path, text: readFileSync(join(packageRoot, 'views', path), 'utf8') }))

describe('the catalogue', () => {
  test.each(kinds)('says of %s in sentences what it is and what it is not for', (_, kind) => {
    for (const text of [kind.definition, kind.leavesOut, kind.notFor, kind.horizon]) {
      expect(text).toMatch(/^\p{Lu}.*[.]$/u)
      expect(text).not.toContain('!')
    }
    expect(kind.version).toBeGreaterThan(0)
    expect(Number.isInteger(kind.version)).toBe(true)
  })

  test('has one title a metric', () => {
    const titles = kinds.map(([, { title }]) => title)
    expect(new Set(titles).size).toBe(titles.length)
  })

  test('holds every metric that a view names', () => {
    const named = views.flatMap(({ path, text }) =>
      [...text.matchAll(/\bmetric: '([^']+)'|metricHref\('([^']+)'\)/g)].map(
        ([, one, other]) => [path, one ?? other] as const,
      ),
    )
    const known: string[] = metricKeys
    expect(named.filter(([, key]) => !known.includes(key!))).toEqual([])
  })
})
