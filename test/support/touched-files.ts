import type { TouchedFile } from '../../src/commit-types/commit-shape.js'
import { factsOf } from '../../src/files/file-kinds.js'

/** A changed file with the kind and role its path has. */
export function touched(path: string, additions = 10, deletions = 3): TouchedFile {
  return { path, additions, deletions, ...factsOf(path) }
}

/** Some changes as people make them. */
export const changes = {
  code: [touched('src/orders/basket.ts', 20, 6)],
  codeAndTest: [
    touched('src/orders/basket.ts', 20, 6),
    touched('test/orders/basket.test.ts', 30, 2),
  ],
  newCode: [touched('src/orders/basket.ts', 120, 4), touched('src/orders/coupon.ts', 80, 0)],
  rewrite: [touched('src/a.ts', 40, 60), touched('src/b.ts', 30, 35), touched('src/c.ts', 22, 30)],
  manifests: [touched('package.json', 4, 4), touched('package-lock.json', 40, 40)],
  readme: [touched('README.md', 20, 1), touched('src/a.ts', 3, 1)],
  workflow: [touched('.github/workflows/ci.yml'), touched('package.json', 1, 1)],
  moreTests: [touched('src/a.ts', 2, 1), touched('test/a.test.ts', 50, 0)],
} satisfies Record<string, TouchedFile[]>
