import { fileWords, layouts, type Paths } from './layouts.js'
import type { Random } from './random.js'
import type { Plan } from './repositories.js'
import { SourceFile } from './source-file.js'

/** The files of a repository at the beginning of the year. */
export class FileTree {
  readonly code: SourceFile[] = []
  readonly tests = new Map<SourceFile, SourceFile>()
  readonly config: SourceFile[]
  readonly docs: SourceFile[]
  readonly manifest: SourceFile
  readonly lock: SourceFile | null

  constructor(plan: Plan, random: Random) {
    const paths: Paths = layouts[plan.layout]
    plan.modules.forEach((module, index) => {
      for (let file = 0; file < plan.filesPerModule; file++) {
        const word = fileWords[(index * 5 + file) % fileWords.length]!
        this.#addCode(paths, module, word, file, random)
      }
    })
    // One pair a module that nothing in the files explains; across modules it is worth a look.
    for (const [at, module] of plan.modules.entries()) {
      const own = this.code.filter((file) => file.module === module)
      const other = this.code.find((file) => file.module === plan.modules[at + 1])
      own[0]!.partners.push(own[1]!)
      if (other && at % 2 === 0) own[2]!.partners.push(other)
    }
    this.config = paths.config.map((path) => new SourceFile(path, '', random.int(30, 120), 1))
    this.docs = ['README.md', 'docs/running.md', 'docs/decisions.md'].map(
      (path) => new SourceFile(path, '', random.int(60, 200), 1),
    )
    this.manifest = new SourceFile(paths.manifest, '', 70, 1)
    this.lock = paths.lock === null ? null : new SourceFile(paths.lock, '', 4000, 1)
  }

  #addCode(paths: Paths, module: string, word: string, at: number, random: Random): void {
    const lines = Math.round(random.spread(at === 0 ? 520 : 130, 0.6))
    // The first file of a module is the one through which everything goes.
    const heat = at === 0 ? 7 : at < 3 ? 3 : 1 / (1 + at / 4)
    const file = new SourceFile(paths.code(module, word), module, lines, heat)
    this.code.push(file)
    if (!paths.test || random.chance(0.25)) return
    const test = new SourceFile(paths.test(module, word), module, Math.round(lines * 0.8), 1)
    this.tests.set(file, test)
  }

  /** Everything there is. */
  all(): SourceFile[] {
    const { code, tests, config, docs, manifest, lock } = this
    return [...code, ...tests.values(), ...config, ...docs, manifest, ...(lock ? [lock] : [])]
  }
}
