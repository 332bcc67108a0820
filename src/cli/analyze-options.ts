import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSince } from '../analysis/since.js'
import type { Source } from '../git/source.js'

/** The forms in which commits are printed, the first unless another is asked for. */
const forms = ['json', 'csv', 'summary'] as const
export type OutputForm = (typeof forms)[number]

/** What the person asked for, or why it cannot be understood. */
export type Asked =
  | { kind: 'help' }
  | { kind: 'mistake'; sentence: string }
  | {
      kind: 'analysis'
      source: Source
      since: Date | null
      branch: string | null
      form: OutputForm
      /** Whether seconds and memory are told at the end. */
      metrics: boolean
    }

const mistake = (sentence: string): Asked => ({ kind: 'mistake', sentence })

/** Reads the command line after the program's name. */
export function readOptions(args: string[], now: Date): Asked {
  const parsed = parse(args)
  if (typeof parsed === 'string') return mistake(parsed)
  const { values, positionals } = parsed
  if (values.help) return { kind: 'help' }
  const [where, ...more] = positionals
  if (!where) return mistake('Say which repository: a path or a URL.')
  if (more.length > 0) return mistake('One repository at a time.')
  const window = readSince(values.since ?? '12m', now)
  if (!window) return mistake('--since takes days (90d), months (12m), a date (2026-01-01) or all.')
  if (values.branch === '') return mistake('--branch takes the name of a branch.')
  const asked = forms.filter((form) => values[form])
  if (asked.length > 1) {
    const options = asked.map((form) => `--${form}`)
    return mistake(`Choose one of ${new Intl.ListFormat('en').format(options)}.`)
  }
  return {
    kind: 'analysis',
    source: sourceOf(where),
    since: window.since,
    branch: values.branch ?? null,
    form: asked[0] ?? 'json',
    metrics: values.metrics ?? false,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        since: { type: 'string' },
        branch: { type: 'string' },
        json: { type: 'boolean' },
        csv: { type: 'boolean' },
        summary: { type: 'boolean' },
        metrics: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    // Node's own sentence names the option; its second one is about our program's code.
    return `${(error as Error).message.split('. ', 1)[0]}.`
  }
}

/** The person runs this on their own machine: any address git can clone is theirs to ask. */
function sourceOf(where: string): Source {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(where)) return { kind: 'local', path: resolve(where) }
  return { kind: 'remote', url: where, allowedProtocols: ['https', 'http', 'file'] }
}
