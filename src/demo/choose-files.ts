import type { Change } from './change-plan.js'
import type { FileTree } from './file-tree.js'
import { daysAgo, type Year } from './plan-changes.js'
import type { Random } from './random.js'
import type { SourceFile } from './source-file.js'
import { testsFall } from './story.js'

/** Lines added to a file by a commit, in the middle, and the share removed beside them. */
const sizes = {
  ...{ feature: { lines: 13, removed: 0.35 }, fix: { lines: 4, removed: 0.8 } },
  ...{ refactor: { lines: 12, removed: 1.05 }, test: { lines: 16, removed: 0.2 } },
  ...{ docs: { lines: 8, removed: 0.4 }, chore: { lines: 5, removed: 0.9 } },
  perf: { lines: 8, removed: 0.7 },
}

export interface Chosen {
  file: SourceFile
  additions: number
  deletions: number
}

/** How often a change brings tests, in this repository at this time. */
function testingOf({ plan, createdAt }: Change, year: Year): number {
  const isFalling =
    plan.name === testsFall.repository && daysAgo(year, createdAt) < testsFall.daysAgo
  return plan.testing * (isFalling ? testsFall.factor : 1)
}

/** The files a change is about: those of its module, the hot ones first. */
export function filesOf(change: Change, tree: FileTree, random: Random): SourceFile[] {
  const { intent, kind, module } = change
  if (kind === 'bump') return [tree.manifest, ...(tree.lock ? [tree.lock] : [])]
  if (kind === 'release') return [tree.manifest, tree.docs[0]!]
  if (intent === 'chore')
    return [random.pick(tree.config), ...(random.chance(0.3) ? [tree.manifest] : [])]
  const isBook = change.plan.layout === 'markdown'
  if (intent === 'docs' && !isBook) return [random.pick(tree.docs)]
  const own = tree.code.filter((file) => file.module === module)
  const breadth = { feature: 4, refactor: 5, fix: 1, perf: 2, test: 2, docs: 2 }[intent]
  const count = Math.max(1, Math.min(12, Math.round(random.spread(breadth, 0.55))))
  const found = new Set<SourceFile>()
  while (found.size < Math.min(count, own.length)) {
    found.add(random.weighted(random.chance(0.93) ? own : tree.code, ({ heat }) => heat))
  }
  return [...found]
}

/** What one commit does to which of its change's files. */
export function chooseFiles(
  change: Change,
  files: readonly SourceFile[],
  { tree, year, commits }: { tree: FileTree; year: Year; commits: number },
  random: Random,
): Chosen[] {
  const { intent, kind } = change
  const some = files.filter((_, at) => at === 0 || commits > 1 || random.chance(0.6))
  const touched = new Set(intent === 'test' ? [] : some)
  for (const file of some) {
    if (intent === 'docs' || kind === 'bump' || kind === 'release') continue
    for (const partner of file.partners) if (random.chance(0.7)) touched.add(partner)
    const test = tree.tests.get(file)
    if (test && (intent === 'test' || random.chance(testingOf(change, year)))) touched.add(test)
  }
  if (touched.size === 0) touched.add(files[0]!)
  const { lines, removed } = sizes[intent]
  const times = Math.sqrt(commits)
  return [...touched].map((file) => {
    if (kind !== 'work' || file.facts.kind === 'generated') {
      const few = file.facts.kind === 'generated' ? random.int(8, 60) : random.int(1, 2)
      return { file, additions: few, deletions: few }
    }
    const additions = Math.max(1, Math.round(random.spread(lines * times, 0.85)))
    return { file, additions, deletions: Math.round(additions * random.spread(removed, 0.5)) }
  })
}
