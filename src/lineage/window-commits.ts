import { keepDates } from '../git/dates.js'
import { startGit } from '../git/git.js'
import type { GitPlace } from '../git/git-environment.js'
import { type HistoryRange, walk } from '../git/history-range.js'
import { NulFields } from '../git/nul-fields.js'
import { cleanLine } from '../git/text.js'

/** A name and an e-mail address, as commits carry them. */
export interface Author {
  name: string
  email: string
}

/** A commit of a window, by what its lines' age and owner are told. */
export interface WindowCommit {
  hash: string
  parentHashes: string[]
  /** The parents' numbers in the window; null for one that lies before it. */
  parents: (number | null)[]
  author: Author
  /** Author and committer date, milliseconds since 1970. */
  authoredAt: number
  committedAt: number
}

const format = ['%H', '%P', '%an', '%ae', '%ad', '%cd']

/** The commits of a window, parents before children, without the boundary of a shallow history. */
export async function readWindowCommits(
  place: GitPlace,
  range: HistoryRange,
  boundary: ReadonlySet<string>,
  now: Date,
): Promise<WindowCommit[]> {
  const git = startGit(place, [
    ...['log', '-z', `--format=${format.join('%x00')}`, '--topo-order', '--reverse', '--date=raw'],
    ...['--encoding=UTF-8', '--no-patch', '--no-color', '--no-notes', '--no-mailmap'],
    ...['--no-show-signature', '--no-decorate', ...walk(range)],
  ])
  const list = new CommitList(boundary, now)
  try {
    git.stdin.end()
    const fields = new NulFields()
    let row: Buffer[] = []
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      for (const field of fields.feed(chunk)) {
        row.push(field)
        if (row.length < format.length) continue
        list.add(row)
        row = []
      }
      row = row.map((field) => Buffer.from(field))
    }
    await git.finished
    return list.commits
  } finally {
    git.stop()
  }
}

class CommitList {
  readonly commits: WindowCommit[] = []
  readonly #numbers = new Map<string, number>()
  readonly #authors = new Map<string, Author>()

  constructor(
    private readonly boundary: ReadonlySet<string>,
    private readonly now: Date,
  ) {}

  add(row: Buffer[]): void {
    const [hash = '', parents = '', , , authored = '', committed = ''] = row.map((field, index) =>
      index === 2 || index === 3 ? '' : field.toString('latin1'),
    )
    if (this.boundary.has(hash)) return
    const dates = keepDates(authored, committed, this.now)
    const parentHashes = parents === '' ? [] : parents.split(' ')
    this.#numbers.set(hash, this.commits.length)
    this.commits.push({
      hash,
      parentHashes,
      parents: parentHashes.map((parent) => this.#numbers.get(parent) ?? null),
      author: this.#author(cleanLine(row[2]!).text, cleanLine(row[3]!).text),
      authoredAt: Date.parse(dates.author.at),
      committedAt: Date.parse(dates.committer.at),
    })
  }

  #author(name: string, email: string): Author {
    const key = `${name}\0${email}`
    const known = this.#authors.get(key)
    if (known) return known
    const author = { name, email }
    this.#authors.set(key, author)
    return author
  }
}
