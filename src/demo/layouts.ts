/** Where files of a kind stand in a repository of some language. */
export interface Paths {
  code: (module: string, word: string) => string
  test: ((module: string, word: string) => string) | null
  /** What is declared of dependencies, and what a tool makes of it. */
  manifest: string
  lock: string | null
  /** Further files that change now and then: settings and build. */
  config: readonly string[]
}

const capital = (word: string) =>
  word
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('')
const snake = (word: string) => word.replaceAll('-', '_')
const workflow = '.github/workflows/build.yml'

const table = {
  typescript: {
    code: (module, word) => `src/${module}/${word}.ts`,
    test: (module, word) => `test/${module}/${word}.test.ts`,
    ...{ manifest: 'package.json', lock: 'package-lock.json' },
    config: [workflow, 'tsconfig.json', 'Dockerfile'],
  },
  java: {
    code: (module, word) => `src/main/java/shop/${module}/${capital(word)}.java`,
    test: (module, word) => `src/test/java/shop/${module}/${capital(word)}Test.java`,
    ...{ manifest: 'pom.xml', lock: null },
    config: [workflow, 'src/main/resources/application.yml', 'Dockerfile'],
  },
  kotlin: {
    code: (module, word) => `app/src/main/kotlin/${module}/${capital(word)}.kt`,
    test: (module, word) => `app/src/test/kotlin/${module}/${capital(word)}Test.kt`,
    ...{ manifest: 'build.gradle.kts', lock: 'gradle.lockfile' },
    config: [workflow, 'settings.gradle.kts', 'gradle.properties'],
  },
  go: {
    code: (module, word) => `internal/${module}/${snake(word)}.go`,
    test: (module, word) => `internal/${module}/${snake(word)}_test.go`,
    ...{ manifest: 'go.mod', lock: 'go.sum' },
    config: [workflow, 'Makefile', 'Dockerfile'],
  },
  python: {
    code: (module, word) => `shop/${module}/${snake(word)}.py`,
    test: (module, word) => `tests/${module}/test_${snake(word)}.py`,
    ...{ manifest: 'pyproject.toml', lock: 'poetry.lock' },
    config: [workflow, 'tox.ini', 'Makefile'],
  },
  swift: {
    code: (module, word) => `Sources/${module}/${capital(word)}.swift`,
    test: (module, word) => `Tests/${module}/${capital(word)}Tests.swift`,
    ...{ manifest: 'Package.swift', lock: 'Package.resolved' },
    config: [workflow, 'App/Info.plist', '.swiftlint.yml'],
  },
  terraform: {
    // What no declaration can say is done by a script.
    code: (module, word) =>
      word.length % 3 === 0
        ? `scripts/${module}/${word}.sh`
        : `modules/${module}/${snake(word)}.tf`,
    ...{ test: null, manifest: 'versions.tf', lock: '.terraform.lock.hcl' },
    config: [workflow, 'environments/production.tfvars', 'environments/staging.tfvars'],
  },
  markdown: {
    code: (module, word) => `docs/${module}/${word}.md`,
    ...{ test: null, manifest: 'mkdocs.yml', lock: null, config: [workflow] },
  },
} as const satisfies Record<string, Paths>

export type Layout = keyof typeof table

export const layouts: Record<Layout, Paths> = table

/** What files are called: 24 words, dealt out to the modules in turn. */
export const fileWords =
  `session-store request-mapper retry-policy price-list cart-lines address-book
  event-log feature-flags rate-limiter image-loader date-range page-cursor batch-writer schema-check
  token-pool queue-reader access-rules delivery-slots tax-table error-report input-parser sync-job
  cache-keys notice-board`.split(/\s+/)
