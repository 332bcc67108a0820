import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { GitRepository } from './git-repository.js'
import { packedZeros } from './packed-zeros.js'

/** An entry of a tree as it stands in the object: nothing of it is checked. */
export type TreeEntry = [mode: string, name: string | Buffer, id: string]

/** A commit as it stands in the object. Lines are whole: `Ada <ada@example.com> 1600000000 +0000`. */
export interface RawCommit {
  tree: string
  parents?: string[]
  author?: string | Buffer
  committer?: string | Buffer
  message?: string | Buffer
}

export const ordinary = 'Ada Lovelace <ada@example.com> 1600000000 +0000'

/** Writes objects byte by byte that no git would write: the raw material of hostile repositories. */
export class LooseObjects {
  private constructor(readonly repository: GitRepository) {}

  static async create(): Promise<LooseObjects> {
    return new LooseObjects(await GitRepository.create())
  }

  get path(): string {
    return this.repository.path
  }

  write(type: 'blob' | 'tree' | 'commit', body: Buffer): string {
    const bytes = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body])
    const id = createHash('sha1').update(bytes).digest('hex')
    this.#store(id, deflateSync(bytes, { level: 1 }))
    return id
  }

  #store(id: string, packed: Buffer): void {
    mkdirSync(join(this.path, 'objects', id.slice(0, 2)), { recursive: true })
    writeFileSync(this.#file(id), packed)
  }

  /** A file of so many million zero bytes, packed without being held. */
  zeros(millions: number): string {
    const { id, packed } = packedZeros(millions)
    this.#store(id, packed)
    return id
  }

  blob(content: string | Buffer): string {
    return this.write('blob', Buffer.from(content as string))
  }

  tree(entries: TreeEntry[]): string {
    const parts = entries.flatMap(([mode, name, id]) => [
      Buffer.from(`${mode} `),
      Buffer.from(name as string),
      Buffer.from([0]),
      Buffer.from(id, 'hex'),
    ])
    return this.write('tree', Buffer.concat(parts))
  }

  /** A tree of one file. */
  file(name: string, content: string | Buffer): string {
    return this.tree([['100644', name, this.blob(content)]])
  }

  commit({ tree, parents = [], author = ordinary, committer, message = 'x' }: RawCommit): string {
    const head = [`tree ${tree}`, ...parents.map((parent) => `parent ${parent}`)].join('\n')
    const parts = [head, '\nauthor ', author, '\ncommitter ', committer ?? author, '\n\n', message]
    return this.write('commit', Buffer.concat(parts.map((part) => Buffer.from(part as string))))
  }

  branch(id: string, name = 'main'): void {
    writeFileSync(
      join(this.path, 'packed-refs'),
      `# pack-refs with: peeled\n${id} refs/heads/${name}\n`,
    )
  }

  /** Takes an object away, or overwrites it. */
  damage(id: string, bytes: Buffer | null): void {
    rmSync(this.#file(id))
    if (bytes) {
      writeFileSync(this.#file(id), bytes)
      chmodSync(this.#file(id), 0o444)
    }
  }

  #file(id: string): string {
    return join(this.path, 'objects', id.slice(0, 2), id.slice(2))
  }
}
