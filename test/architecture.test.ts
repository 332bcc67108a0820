import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../src/platform/root.js'

/**
 * The house: floors from the ground up, the rooms of a floor from left to right. A room imports only
 * itself, rooms left of it on its floor, and floors below. This array is the picture of it.
 */
const floors = [
  ['config.ts', 'platform', 'generated', 'database'],
  ['access', 'audit', 'companies', 'people'],
  [
    'git',
    'files',
    'complexity',
    'commit-types',
    'measures',
    'code-hosts',
    'repositories',
    'lineage',
    'roll-ups',
    'analysis',
    'demo',
    'retention',
    'anonymize',
  ],
  ['metrics', 'ratings', 'signals', 'reports'],
  ['jobs', 'web', 'server.ts', 'worker.ts', 'reader.ts', 'start.ts', 'cli'],
]

/**
 * On the ground floor the configuration and the platform know each other: faults of the configuration
 * are ordinary problems, and it finds its folders from the package's root.
 */
const allowedPairs = new Set(['config.ts -> platform'])

const src = join(packageRoot, 'src')

function files(folder: string, ending: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : files(path, ending)
    return entry.name.endsWith(ending) ? [path] : []
  })
}

const sources = files(src, '.ts').map((path) => ({
  path: relative(src, path),
  text: readFileSync(path, 'utf8'),
}))

const roomOf = (path: string) => path.split('/')[0]!
const rank = (room: string) => {
  const floor = floors.findIndex((rooms) => rooms.includes(room))
  return { floor, place: floors[floor]?.indexOf(room) ?? -1 }
}

function imports({ path, text }: { path: string; text: string }): string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)
  return [...found].map(([, target]) =>
    relative(src, resolve(dirname(join(src, path)), target!)).replace(/\.js$/, '.ts'),
  )
}

const lines = (text: string) => text.trimEnd().split('\n').length

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}

describe('the floors', () => {
  test('hold every room and every door', () => {
    const rooms = new Set(sources.map(({ path }) => roomOf(path)))
    expect([...rooms].filter((room) => rank(room).floor < 0)).toEqual([])
  })

  test('are only ever imported downwards', () => {
    const upward = sources.flatMap((source) => {
      const from = roomOf(source.path)
      const own = rank(from)
      return imports(source)
        .map(roomOf)
        .filter((room) => room !== from && !allowedPairs.has(`${from} -> ${room}`))
        .filter((room) => {
          const { floor, place } = rank(room)
          return floor > own.floor || (floor === own.floor && place > own.place)
        })
        .map((room) => `${source.path} imports ${room}`)
    })
    expect(upward).toEqual([])
  })

  test('keep metrics and reports away from the analysis: the facts tables are the handover', () => {
    const bridges = sources.filter(
      (source) =>
        ['metrics', 'reports'].includes(roomOf(source.path)) &&
        imports(source).some((target) => roomOf(target) === 'analysis'),
    )
    expect(bridges.map(({ path }) => path)).toEqual([])
  })

  test('let only few into the unbound database', () => {
    const users = sources.filter(
      ({ path, text }) => /\bprisma\.|\{ prisma \}|\.pool\b|\{ pool \}/.test(text) && path,
    )
    expect(users.map(({ path }) => path).sort()).toEqual([
      'database/chores.ts',
      'database/client.ts',
      'database/collections-due.ts',
      'database/company.ts',
      'database/digests-due.ts',
      'database/directory.ts',
      'database/due.ts',
      'database/lines.ts',
      'database/links.ts',
      'database/mails-due.ts',
      'database/prove.ts',
      'database/recounts.ts',
      'database/runs.ts',
      'database/sign-ups.ts',
      'database/staging.ts',
      'people/sessions.ts',
      'web/pages/health.ts',
    ])
  })

  test('ASVS 1.2.4: write raw SQL text in few places only', () => {
    const unsafe = sources.filter(({ text }) => /\$(query|execute)RawUnsafe/.test(text))
    expect(unsafe.map(({ path }) => path).sort()).toEqual([
      'database/company.ts',
      'database/directory.ts',
    ])
  })
})

describe('the rooms', () => {
  test('are two deep, three in web', () => {
    const depth = (path: string) => path.split('/').length - 1
    const deep = sources.filter(({ path }) => depth(path) > (roomOf(path) === 'web' ? 2 : 1))
    expect(deep.map(({ path }) => path)).toEqual([])
  })

  test('hold small files', () => {
    const sizes = sources.map(({ text }) => lines(text))
    const large = sources.filter(({ text }) => lines(text) > 200)
    expect(large.map(({ path }) => path)).toEqual([])
    expect(percentile(sizes, 0.95)).toBeLessThanOrEqual(140)
  })

  test('name files in kebab-case after what they hold', () => {
    const vague = /(^|[-/])(utils?|helpers?|common|lib|service|manager|misc)(\.|-|\/)/
    const odd = sources.filter(({ path }) => !/^[a-z0-9/.-]+\.ts$/.test(path) || vague.test(path))
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  test('export by name', () => {
    const unnamed = sources.filter(({ text }) => /^export default /m.test(text))
    expect(unnamed.map(({ path }) => path)).toEqual([])
  })

  test('leave the environment to the configuration', () => {
    const readers = sources.filter(({ text }) => /process\.env\b/.test(text))
    expect(readers.map(({ path }) => path)).toEqual(['config.ts'])
  })

  test('leave enqueueing to the doors', () => {
    const bull = sources.filter(({ text }) => /from 'bullmq'/.test(text))
    expect(bull.map(({ path }) => roomOf(path)).filter((room) => room !== 'jobs')).toEqual([])
  })
})

describe('the views', () => {
  const views = files(join(packageRoot, 'views'), '.ejs').map((path) => ({
    path: relative(packageRoot, path),
    text: readFileSync(path, 'utf8'),
  }))

  test('are short', () => {
    const long = views.filter(({ text }) => lines(text) > 60)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  test('ASVS 1.2.3, 3.4.3: have no inline style or script, and no handler attribute', () => {
    const inline = views.filter(({ text }) =>
      /\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+="/.test(text),
    )
    expect(inline.map(({ path }) => path)).toEqual([])
  })

  test('ASVS 1.1.2, 1.2.1: print unescaped only what views and their own functions make', () => {
    const raw = views.flatMap(({ path, text }) =>
      [...text.matchAll(/<%-\s*([^%]*)%>/g)]
        .map(([, code]) => code!.trim())
        .filter((code) => !/^(include|icon)\(|^body$/.test(code))
        .map((code) => `${path}: ${code}`),
    )
    expect(raw).toEqual([])
  })

  test('ASVS 1.3.2, 1.3.7: are made of files, never of what somebody sent', () => {
    const makers = sources.filter(({ text }) =>
      /from 'ejs'|\.render\(|\beval\(|new Function/.test(text),
    )
    expect(makers.map(({ path }) => path).sort()).toEqual(['jobs/mail-message.ts', 'web/render.ts'])
  })

  test('ASVS 3.2.2, 14.3.3: have scripts that set text, and keep nothing in the browser', () => {
    const scripts = files(join(packageRoot, 'public'), '.js')
    expect(scripts.length).toBeGreaterThan(2)
    for (const path of scripts) {
      const text = readFileSync(path, 'utf8')
      expect(text, path).not.toMatch(
        /(?:inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(/,
      )
      expect(text, path).not.toMatch(/(?:local|session)Storage|indexedDB|document\.cookie|caches\./)
    }
  })

  test('carry a CSRF token in every form that changes something', () => {
    const bare = views.filter(({ text }) =>
      [...text.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)].some(
        ([form]) => !/_csrf|parts\/csrf/.test(form),
      ),
    )
    expect(bare.map(({ path }) => path)).toEqual([])
  })
})
