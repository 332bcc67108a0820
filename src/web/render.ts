import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs, { type TemplateFunction } from 'ejs'
import { metricHref, metricOf } from '../metrics/catalog.js'
import { packageRoot } from '../platform/root.js'
import type { Frame, Pages } from '../reports/page-types.js'
import { heatMap } from './charts/heat-map.js'
import { lineChart } from './charts/line.js'
import { sampleWork } from './charts/sample-work.js'
import { spark } from './charts/spark.js'
import { stackedBars } from './charts/stacked-bars.js'
import { colourOf, nameOfType } from './charts/type-groups.js'
import * as formatting from './formatting.js'

const views = join(packageRoot, 'views')
const assets = join(packageRoot, 'public')

const fingerprint = (content: string | Buffer) =>
  createHash('sha256').update(content).digest('base64url').slice(0, 10)

/**
 * Foundations first; which of the other files comes first makes no difference. What paper needs is a
 * sheet of its own, which a browser fetches when nothing else is left to do.
 */
const sheets = readdirSync(join(assets, 'css'))
  .filter((file) => file.endsWith('.css') && file !== 'print.css')
  .sort((a, b) => Number(b === 'tokens.css') - Number(a === 'tokens.css') || (a < b ? -1 : 1))
/** The sources keep their comments, indents and spaces; browsers need none. No string has any either. */
const css = sheets
  .map((file) => readFileSync(join(assets, 'css', file), 'utf8'))
  .join('\n')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/^\s+/gm, '')
  .replace(/([:;,]) | (?={)|;? (?=})/g, '$1')

/** All style sheets as one file: small sources, one request. */
export const styleSheet = {
  path: '/assets/css/all.css',
  url: `/assets/css/all.css?v=${fingerprint(css)}`,
  text: css,
}

const urls = new Map<string, string>()

/** The address of a file in `public/`, with its fingerprint, so that it can be cached for ever. */
export function asset(path: string): string {
  const known = urls.get(path)
  if (known) return known
  const url = `/assets/${path}?v=${fingerprint(readFileSync(join(assets, path)))}`
  urls.set(path, url)
  return url
}

/** Markup of an icon; beside it there are always words. Both arguments come from views alone. */
function icon(name: string, className = ''): string {
  const classes = className ? `i ${className}` : 'i'
  return `<svg class="${classes}" aria-hidden="true"><use href="${asset('icons.svg')}#${name}"/></svg>`
}

const states = {
  waiting: { icon: 'clock', tone: 'flat', text: 'Waiting' },
  reading: { icon: 'refresh-cw', tone: 'info', text: 'Reading' },
  running: { icon: 'refresh-cw', tone: 'info', text: 'Reading' },
  ready: { icon: 'circle-check', tone: 'good', text: 'Ready' },
  done: { icon: 'circle-check', tone: 'good', text: 'Done' },
  failed: { icon: 'circle-alert', tone: 'bad', text: 'Failed' },
}

/** Zones by their first part: Africa, America … */
function timeZones(): Map<string, string[]> {
  const regions = new Map<string, string[]>()
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const region = zone.split('/')[0] ?? zone
    regions.set(region, [...(regions.get(region) ?? []), zone])
  }
  return regions
}

function helpers(frame: Frame, now: Date) {
  const zone = frame.company?.timeZone ?? 'UTC'
  return {
    ...{ asset, icon, states, timeZones, styleSheet },
    ...{ heatMap, lineChart, sampleWork, spark, stackedBars, colourOf, nameOfType },
    ...{ metricHref, metricOf },
    ...formatting,
    ago: (instant: Date) => formatting.formatAgo(instant, now, zone),
    date: (instant: Date) => formatting.formatDate(instant, zone),
    instant: (instant: Date) => formatting.formatInstant(instant, zone),
    /** What a view tells its layout. */
    head: { refreshSeconds: null as number | null, isWide: false },
  }
}

const templates = new Map<string, TemplateFunction>()

function template(name: string): TemplateFunction {
  const known = templates.get(name)
  if (known) return known
  const filename = join(views, `${name}.ejs`)
  const options = { filename, root: views, cache: true, rmWhitespace: true }
  const made = ejs.compile(readFileSync(filename, 'utf8'), options)
  templates.set(name, made)
  return made
}

/** A whole page: the view in the frame of the signed in, or in the plain one. */
export function renderPage<View extends keyof Pages>(
  view: View,
  frame: Frame,
  locals: Pages[View],
  now = new Date(),
): string {
  const given = { filters: null, ...helpers(frame, now), frame, ...locals }
  const body = template(view)(given)
  return template(frame.user ? 'layouts/app' : 'layouts/plain')({ ...given, body })
}
