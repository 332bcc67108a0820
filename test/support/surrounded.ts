import { afterAll, beforeAll, expect } from 'vitest'
import type { AnalysisReceipt, MeasuredCommit } from '../../src/analysis/analyze-repository.js'
import { AnalysisBench } from './git-analysis.js'
import { LooseObjects } from './loose-objects.js'

/** What came of a hostile history. */
export interface Outcome {
  /** The commits between the two ordinary ones, newest first. */
  between: MeasuredCommit[]
  receipt: AnalysisReceipt
}

/**
 * Builds histories with something hostile in the middle: an ordinary commit, what `build` puts on it
 * (it gives back its tip), and an ordinary commit on top. Whatever is between, the two come out right.
 */
export function surroundings() {
  let bench: AnalysisBench
  const made: LooseObjects[] = []
  beforeAll(async () => {
    bench = await AnalysisBench.create()
  })
  afterAll(async () => {
    expect(await bench.leftovers()).toEqual([])
    await bench.remove()
    await Promise.all(made.map(({ repository }) => repository.remove()))
  })

  return async function surrounded(
    build: (objects: LooseObjects, below: string) => string,
  ): Promise<Outcome> {
    const objects = await LooseObjects.create()
    made.push(objects)
    const below = objects.commit({ tree: objects.file('below', 'a\nb\n'), message: 'below' })
    const tip = build(objects, below)
    const tree = objects.file('above', 'a\nb\nc\n')
    const middle = objects.commit({ tree, parents: [tip], message: 'middle' })
    const end = objects.file('above', 'A\nb\nc\nd\n')
    objects.branch(objects.commit({ tree: end, parents: [middle], message: 'above' }))
    const { commits, receipt } = await bench.local(objects.path)
    expect(commits[0]).toMatchObject({ subject: 'above', additions: 2, deletions: 1 })
    const last = commits.at(-1)
    if (receipt.skipped.boundary === 0) {
      expect(last).toMatchObject({ hash: below, additions: 2, deletions: 0, skipped: null })
    }
    return {
      between: commits.slice(2, receipt.skipped.boundary === 0 ? -1 : commits.length),
      receipt,
    }
  }
}
