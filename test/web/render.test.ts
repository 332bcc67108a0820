import { gzipSync } from 'node:zlib'
import { type ConfigData, HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import settings from '../../.htmlvalidate.json' with { type: 'json' }
import { renderPage, styleSheet } from '../../src/web/render.js'
import { accountSamples } from '../support/account-fixtures.js'
import { connectionSamples } from '../support/connection-fixtures.js'
import { metricSamples } from '../support/metric-fixtures.js'
import {
  frame,
  hostile,
  now,
  samples as others,
  overview,
  type Sample,
} from '../support/page-fixtures.js'
import { peopleSamples } from '../support/people-fixtures.js'
import { pullSamples } from '../support/pull-pages.js'
import { settingsSamples } from '../support/settings-fixtures.js'

const samples = [
  ...[...others, ...settingsSamples, ...accountSamples],
  ...[...connectionSamples, ...metricSamples(hostile), ...pullSamples(hostile)],
  ...peopleSamples(hostile),
]

const validator = new HtmlValidate(settings as unknown as ConfigData)

const render = (sample: Sample) => renderPage(sample.view, sample.frame, sample.locals, now)

function named(name: string): Sample {
  const found = samples.find((sample) => sample.name === name)
  if (!found) throw new Error(`There is no sample ${name}.`)
  return found
}

describe.each(samples)('$name', (sample) => {
  const html = render(sample)

  test('is valid HTML', async () => {
    const { results } = await validator.validateString(html)
    const faults = results.flatMap(({ messages }) =>
      messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`),
    )
    expect(faults).toEqual([])
  })

  test('obeys the content security policy', () => {
    expect(html).not.toMatch(/<[^>]+\sstyle=/)
    expect(html).not.toMatch(/<[^>]+\son[a-z]+=/)
    expect(html).not.toMatch(/<style/)
    for (const [script] of html.matchAll(/<script[^>]*>/g))
      expect(script).toContain('src="/assets/')
  })

  test('carries no value that was never filled in', () => {
    expect(html).not.toMatch(/undefined|\bNaN\b|\[object|>null</)
  })

  test('has one h1, and a token in every form that changes something', () => {
    expect(html.match(/<h1/g)).toHaveLength(1)
    const forms = html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? []
    for (const form of forms) expect(form).toContain('name="_csrf" value="token-of-the-session"')
  })

  test('ASVS 6.2.6, 6.2.7: hides passwords, and lets managers fill them in', () => {
    const fields = html.match(/<input[^>]*name="(?:password|current)"[^>]*>/g) ?? []
    for (const field of fields) {
      expect(field).toContain('type="password"')
      expect(field).toMatch(/autocomplete="(?:current|new)-password"/)
      expect(field).not.toMatch(/readonly|maxlength|onpaste/)
    }
  })

  test('ASVS 7.4.4: lets whoever is signed in sign out', () => {
    const isSignedIn = html.includes('class="side"')
    expect(/<form method="post" action="\/sign-out">/.test(html)).toBe(isSignedIn)
  })

  test('stays within its weight', () => {
    expect(gzipSync(html).length).toBeLessThan(25_000)
  })
})

test('what people typed comes out as text', () => {
  for (const name of [
    'overview-hostile',
    'commits-hostile',
    'commit-hostile',
    'repository-failed',
    'users',
    'team',
    'audit',
    ...['overview-hostile', 'commits-hostile', 'repository-failed', 'history-hostile'],
    ...['identities-hostile', 'developer-bot', 'identities-not-found'],
    ...['recovery-sent', 'recovery-fault', 'reset', 'acceptance', 'acceptance-fault'],
    ...['email-change', 'invitations', 'invitations-none', 'mails', 'me-hostile', 'me-factor'],
    'outbox',
    ...['connections', 'connection-refused', 'connection-fault', 'connection-webhook'],
    ...['connection-removal', 'picker-search', 'start-connected', 'repository-connected'],
    ...['overview-pulls-hostile', 'health-hostile', 'pull-requests-hostile'],
  ]) {
    const html = render(named(name))
    expect(html, name).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&#34;onmouseover=alert(2)')
    expect(html, name).not.toContain('<script>alert')
    expect(html, name).not.toContain('"onmouseover')
  }
})

test('a page refreshes itself while an analysis runs, and then no more', () => {
  const running = render(named('analysis-reading'))
  expect(running).toContain('data-refresh="2"')
  expect(running).toMatch(/<noscript><meta http-equiv="refresh" content="5"><\/noscript>/)
  const done = render(named('analysis-done'))
  expect(done).not.toContain('refresh="')
  expect(done).toContain('Open overview')
})

test('a tile leads to its rows and picks its chart, by two links side by side', () => {
  const html = render(named('overview'))
  const [tile = ''] = html.match(/<li class="kpi">[\s\S]*?<\/li>/) ?? []
  expect(tile).toContain('href="/?m=commits" data-live="#content" aria-current="true"')
  expect(tile).toMatch(/<a class="val" href="\/commits"[^>]*>\s*6\u202f844\s*<\/a>/)
  expect(tile).toContain('18% more')
})

test('a number that nothing carries is a dash with its reason', () => {
  const page = overview()
  const tiles = page.tiles.map((tile) => ({ ...tile, value: null, delta: null }))
  const filters = (named('overview').locals as unknown as { filters: never }).filters
  const html = renderPage('overview/show', frame(), { ...page, tiles, filters }, now)
  expect(html).toContain('<span class="val">–</span>')
  expect(html).toContain('not measured here')
})

test('instants are told in the zone of the company', () => {
  expect(render(named('repository'))).toContain('24 Nov 2026, 07:22')
  const tokyo = frame({ company: { name: 'Northwind', timeZone: 'Asia/Tokyo', isDemo: false } })
  const { view, locals } = named('repository')
  expect(renderPage(view, tokyo, locals, now)).toContain('24 Nov 2026, 16:22')
})

test('every asset carries its fingerprint, and the style sheet its weight', () => {
  const html = render(named('overview'))
  const addresses = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url]) => url)
  for (const address of addresses) {
    if (!address?.includes('/fonts/')) expect(address).toMatch(/\?v=[\w-]{10}/)
  }
  expect(addresses).toContain(styleSheet.url)
  expect(gzipSync(styleSheet.text).length).toBeLessThan(10_000)
})
