import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const everything = { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] }
/** What the dark colours can change, of the same elements at the same places. */
const colours = { runOnly: ['color-contrast', 'link-in-text-block'], resultTypes: ['violations'] }

interface Finding {
  id: string
  nodes: { target: string[] }[]
}

const widths = [
  [1440, 900],
  [390, 844],
] as const

const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  widths.map(([width, height]) => ({ colorScheme, width, height })),
)

/** What axe finds on a page as it is shown now, and by how many pixels it is too wide. */
async function findings(page: Page, wanted: object): Promise<string[]> {
  const { violations, overflow } = await page.evaluate((options) => {
    const { axe: run, document } = globalThis as unknown as {
      axe: { run(where: unknown, options: object): Promise<{ violations: Finding[] }> }
      document: { documentElement: { scrollWidth: number; clientWidth: number } }
    }
    const { scrollWidth, clientWidth } = document.documentElement
    return run
      .run(document, options)
      .then(({ violations: found }) => ({ violations: found, overflow: scrollWidth - clientWidth }))
  }, wanted)
  return [
    ...violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`),
    ...(overflow > 0 ? [`${overflow} pixels too wide`] : []),
  ]
}

/**
 * Looks at the page that is open, light and dark, wide and narrow, without asking for it again: style
 * sheets and media queries do the rest. In the dark only what colours can change is asked anew.
 * @returns its faults in words
 */
export async function lookAtPage(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const faults: string[] = []
  for (const { colorScheme, width, height } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
    const found = await findings(page, colorScheme === 'light' ? everything : colours)
    faults.push(...found.map((fault) => `${fault}, ${colorScheme} at ${width} pixels`))
  }
  return faults
}
