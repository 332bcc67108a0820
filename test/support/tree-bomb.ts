import type { LooseObjects } from './loose-objects.js'

/** A tree of `entries` ^ `levels` paths, made of `levels` objects and one blob. */
export function treeBomb(objects: LooseObjects, entries: number, levels: number): string {
  let id = objects.blob('x\n')
  for (let level = 0; level < levels; level++) {
    const mode = level === 0 ? '100644' : '40000'
    const names = Array.from(
      { length: entries },
      (_, index) => `n${String(index).padStart(6, '0')}`,
    )
    const below = id
    id = objects.tree(names.map((name) => [mode, name, below]))
  }
  return id
}
