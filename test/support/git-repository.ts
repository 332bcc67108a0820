import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the tests' own git is looked for, and nothing else of the environment. */
export const searchPath = process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin'

/** A file's new content; null removes it; `link` and `submodule` are content of other modes. */
export type Content =
  | string
  | Buffer
  | null
  | { mode: '100755'; content: string | Buffer }
  | { mode: '120000'; content: string }
  | { mode: '160000'; content: string }

/** A commit to write. Everything but its files has a default; dates are seconds since 1970. */
export interface NewCommit {
  files?: Record<string, Content> | Map<string | Buffer, Content>
  message?: string | Buffer
  author?: string | Buffer
  email?: string
  at?: number
  offset?: string
  /** Marks of further parents: a merge. */
  merge?: number[]
  /** The mark of the first parent; null for a root. Default: the branch's tip. */
  from?: number | null
  branch?: string
}

const start = Date.UTC(2026, 0, 1) / 1000

/** Builds a repository by one `git fast-import`: thousands of commits a second. */
export class GitRepository {
  #stream: Buffer[] = []
  #mark = 0
  #tips = new Map<string, number>()

  private constructor(
    readonly path: string,
    readonly parent: string,
  ) {}

  /** A bare repository with `main` as its branch, in a folder of its own. */
  static async create(): Promise<GitRepository> {
    const parent = await mkdtemp(join(tmpdir(), 'codevisto-test-repository-'))
    const path = join(parent, 'repository.git')
    git(parent, 'init', '--quiet', '--bare', '--initial-branch=main', path)
    return new GitRepository(path, parent)
  }

  /** Adds a commit and gives back its mark, to branch from or merge. */
  commit(commit: NewCommit = {}): number {
    const mark = ++this.#mark
    const branch = commit.branch ?? 'main'
    const at = commit.at ?? start + mark * 3600
    const message = Buffer.from(commit.message ?? `Commit ${mark}`)
    const who = Buffer.concat([
      Buffer.from(commit.author ?? 'Ada Lovelace'),
      Buffer.from(` <${commit.email ?? 'ada@example.com'}> ${at} ${commit.offset ?? '+0000'}\n`),
    ])
    const from = commit.from === undefined ? this.#tips.get(branch) : commit.from
    if (from === null) this.#say(`reset refs/heads/${branch}\n\n`)
    this.#say(`commit refs/heads/${branch}\nmark :${mark}\nauthor `, who, 'committer ', who)
    this.#say(`data ${message.length}\n`, message, '\n')
    if (typeof from === 'number') this.#say(`from :${from}\n`)
    for (const parent of commit.merge ?? []) this.#say(`merge :${parent}\n`)
    const files = commit.files instanceof Map ? commit.files : Object.entries(commit.files ?? {})
    for (const [path, content] of files) this.#write(path, content)
    this.#say('\n')
    this.#tips.set(branch, mark)
    return mark
  }

  #write(path: string | Buffer, content: Content): void {
    if (content === null) {
      this.#say('D ', quoted(path), '\n')
      return
    }
    const isPlain = typeof content === 'string' || Buffer.isBuffer(content)
    const { mode, content: body } = isPlain ? { mode: '100644', content } : content
    if (mode === '160000') {
      this.#say(`M 160000 ${body} `, quoted(path), '\n')
      return
    }
    const bytes = Buffer.from(body as string)
    this.#say(`M ${mode} inline `, quoted(path), `\ndata ${bytes.length}\n`, bytes, '\n')
  }

  #say(...parts: (string | Buffer)[]): void {
    this.#stream.push(...parts.map((part) => Buffer.from(part as string)))
  }

  /** Writes what was committed so far; the path of the bare repository. */
  save(): string {
    // Marks are kept from one saving to the next: a history can grow after it was read.
    const marks = join(this.parent, 'marks')
    const keeping = [`--import-marks-if-exists=${marks}`, `--export-marks=${marks}`]
    const options = ['--quiet', '--force', '--date-format=raw-permissive', ...keeping]
    const input = Buffer.concat(this.#stream)
    execFileSync('git', ['fast-import', ...options], { cwd: this.path, env: environment, input })
    this.#stream = []
    return this.path
  }

  /** Runs git in the repository; what it prints. */
  git(...args: string[]): string {
    return git(this.path, ...args)
  }

  /** A further folder beside the repository, removed with it. */
  beside(name: string): string {
    return join(this.parent, name)
  }

  async remove(): Promise<void> {
    await rm(this.parent, { recursive: true, force: true })
  }
}

/** Paths are always quoted, bytes beyond ASCII as octal. */
function quoted(path: string | Buffer): string {
  const bytes = [...Buffer.from(path as string)]
  const characters = bytes.map((byte) => {
    const character = String.fromCharCode(byte)
    const isPlain = byte >= 32 && byte < 127 && character !== '"' && character !== '\\'
    return isPlain ? character : `\\${byte.toString(8).padStart(3, '0')}`
  })
  return `"${characters.join('')}"`
}

const environment = {
  PATH: searchPath,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'protocol.file.allow',
  GIT_CONFIG_VALUE_0: 'always',
}

/** Runs git in a folder with no one's configuration; what it prints. */
export function git(folder: string, ...args: string[]): string {
  const limit = { maxBuffer: 1 << 28 }
  return execFileSync('git', args, { cwd: folder, env: environment, encoding: 'utf8', ...limit })
}
