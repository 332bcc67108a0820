import { createHash, randomBytes } from 'node:crypto'
import { GitRepository } from './git-repository.js'
import { needlesOf } from './needles.js'

/** A line of code that must never leave the clone. */
interface Canary {
  name: string
  line: string
  needles: string[]
}

/** Forty letters and digits by chance: nothing else in the world holds twelve of them in a row. */
const secret = () => randomBytes(40).toString('base64').replace(/[+/=]/g, 'x').slice(0, 40)

/** A repository full of canaries, and what may be known of it. */
export interface CanaryRepository {
  repository: GitRepository
  canaries: Canary[]
  /** Stands in a commit's subject, which is kept. */
  control: string
}

/** Canaries in several languages; added, changed, removed, renamed, merged, binary and endless. */
export async function makeCanaryRepository(): Promise<CanaryRepository> {
  const repository = await GitRepository.create()
  const canaries: Canary[] = []
  const control = `Plant${secret()}`
  const plant = (name: string, write: (secret: string) => string): string => {
    const hidden = secret()
    const line = write(hidden)
    canaries.push({ name, line, needles: needlesOf(line, hidden) })
    return line
  }
  const content = (name: string, body: string): string => {
    const blob = createHash('sha1').update(`blob ${Buffer.byteLength(body)}\0${body}`)
    canaries.push({ name: `${name}, git’s own id`, line: body, needles: [blob.digest('hex')] })
    return body
  }

  const now = Math.floor(Date.now() / 1000) - 86_400
  const body = 'keep()\n'.repeat(30)
  const gone = plant('removed', (hidden) => `if (a && "${hidden}") { b() }`)
  const moved = plant('renamed', (hidden) => `const moved = '${hidden}' // & <tag> "quote"`)
  const first = repository.commit({
    message: `feat: ${control}`,
    at: now,
    files: {
      'src/app.js': content('JavaScript', `${plant('JavaScript', (s) => `let ${s} = 1`)}\n${body}`),
      'src/app.py': `def f():\n    ${plant('Python', (s) => `return '${s}'`)}\n`,
      'src/App.java': `class A { ${plant('Java', (s) => `String s = "${s}";`)} }\n`,
      'src/app.go': `package a\n${plant('Go', (s) => `// ${s} TODO`)}\n`,
      'test/app.test.js': `${plant('a test', (s) => `expect(a).toBe('${s}')`)}\n`,
      'README.md': `# ${plant('a document', (s) => `About ${s}`)}\n`,
      'config.json': `{ ${plant('configuration', (s) => `"key": "${s}"`)} }\n`,
      '.gitattributes': `${plant('attributes', (s) => `*.${s} text`)}\n`,
      'crlf.js': `${plant('CRLF', (s) => `const ${s} = 2`)}\r\n`,
      'no-end.js': plant('no line feed at the end', (s) => `const ${s} = 3`),
      'blob.bin': `\0\0\0${plant('a binary file', (s) => `${s} bytes`)}\0`,
      'odd.txt': Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(plant('bytes that are no text', (s) => `${s} latin`)),
      ]),
      'huge.js': `${'x'.repeat(200_000)}${plant('a huge line', (s) => `;${s};`)}${'y'.repeat(200_000)}`,
      link: { mode: '120000', content: plant('a link', (s) => `../${s}/target`) },
      'old/name.js': `${moved}\n${body}`,
      'src/gone.js': `${gone}\n${body}`,
    },
  })
  const second = repository.commit({
    message: 'fix: take it away',
    at: now + 60,
    files: {
      'src/gone.js': body,
      'old/name.js': null,
      'new/name.js': `${moved}\n${body}${plant('added to a renamed file', (s) => `go('${s}')`)}\n`,
    },
  })
  const side = repository.commit({
    ...{ branch: 'side', from: first, at: now + 90, message: 'feat: aside' },
    files: { 'src/side.js': `${plant('on a side branch', (s) => `while (x) { '${s}' }`)}\n` },
  })
  repository.commit({
    ...{ from: second, merge: [side], at: now + 120, message: 'Merge branch side' },
    files: { 'src/evil.js': `${plant('in a merge itself', (s) => `evil('${s}')`)}\n` },
  })
  repository.save()
  return { repository, canaries, control }
}
