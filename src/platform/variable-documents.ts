import { join } from 'node:path'
import { packageRoot } from './root.js'
import { type Variable, variables } from './variables.js'

const all = Object.entries<Variable>(variables)

/** Breaks a sentence into comment lines of at most 100 columns. */
function comment(text: string): string {
  const lines = ['#']
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    if (longer.length <= 100) lines[lines.length - 1] = longer
    else lines.push(`# ${word}`)
  }
  return lines.join('\n')
}

const head = `# Every variable that Codevisto reads. npm start needs none of them: it makes its own secrets and
# brings its own database. With NODE_ENV=production those marked * must be set.
# Written by npm run write-configuration from src/platform/variables.ts.
`

function example(): string {
  const entries = all.map(([name, { says, example: shown = '', isNeeded }]) => {
    return `${comment(isNeeded ? `* ${says}` : says)}\n${name}=${shown}\n`
  })
  return `${head}\n${entries.join('')}`
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** A table of Markdown with columns of even width, as the formatter writes them. */
function markdownTable(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]!.length)))
  const line = (cells: string[]) =>
    `| ${cells.map((text, at) => text.padEnd(widths[at]!)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)]
}

function table(): string {
  const rows = all.map(([name, { says, example: shown, isNeeded }]) => [
    ...[`\`${name}\``, shown ? `\`${shown}\`` : '', isNeeded ? 'yes' : '', cell(says)],
  ])
  return [
    '# Configuration',
    '',
    'Everything is configured by variables of the environment. `npm start` needs none of them. In',
    'production neither web nor worker starts while one of those it needs is missing or weak: every fault',
    'is said at once, by name, without a value. Written by `npm run write-configuration`.',
    '',
    ...markdownTable(['variable', 'default', 'needed in production', 'what it is'], rows),
    '',
  ].join('\n')
}

/** What documents the configuration: where it stands and what it says. */
export const configurationFiles = (): { path: string; text: string }[] => [
  { path: join(packageRoot, '.env.example'), text: example() },
  { path: join(packageRoot, 'docs', 'configuration.md'), text: table() },
]
