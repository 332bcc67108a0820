import { byExtension, byName } from '../files/language-table.js'
import { ownWords } from './vocabulary.js'

/**
 * What may be kept of paths, branches and addresses: words that thousands of repositories share and
 * that the product tells files' kinds and languages by. Everything else becomes a pseudonym.
 */
const words = (text: string): ReadonlySet<string> => {
  const list = text.trim().split(/\s+/)
  ownWords(list)
  return new Set(list)
}

/** Folders. */
export const keptFolders = words(`
  src lib app apps packages cmd internal pkg main java kotlin scala resources public static views
  scripts bin dist build include sources tests test t spec specs __tests__ __mocks__ __fixtures__ e2e
  cypress testing testdata fixtures androidtest integrationtest test_data unittests doc docs
  documentation manual man vendor vendors vendored third_party third-party thirdparty external externals
  node_modules bower_components godeps carthage pods site-packages extern deps __generated__ generated
  _generated __snapshots__ coverage .github .gitlab .circleci .buildkite .ci workflows .vscode .idea
  .husky .devcontainer .config .storybook k8s kubernetes helm terraform ansible environments modules
  data dataset datasets locale locales i18n translations lang assets images img media fonts gradle
  wrapper .mvn migrations config`)

/** Files known by their whole name. */
export const keptFiles = words(`
  readme readme.md readme.rst readme.txt changelog changelog.md changes.md history.md news license
  license.md license.txt licence copying contributing.md authors contributors maintainers
  code_of_conduct.md security.md notice todo codeowners makefile gnumakefile dockerfile
  docker-compose.yml docker-compose.yaml compose.yml compose.yaml procfile package.json
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml bun.lock bun.lockb
  lerna.json nx.json turbo.json composer.json composer.lock gemfile gemfile.lock rakefile cargo.toml
  cargo.lock go.mod go.sum go.work pom.xml build.xml build.gradle build.gradle.kts settings.gradle
  settings.gradle.kts gradle.properties gradle.lockfile gradlew gradlew.bat mvnw mvnw.cmd setup.py
  setup.cfg pyproject.toml poetry.lock pipfile pipfile.lock uv.lock requirements.txt tox.ini
  noxfile.py manifest.in mix.exs mix.lock pubspec.yaml pubspec.lock package.swift package.resolved
  podfile podfile.lock versions.tf .terraform.lock.hcl flake.lock deno.lock cmakelists.txt meson.build
  configure.ac configure.in build.bazel workspace jenkinsfile .travis.yml .gitlab-ci.yml
  appveyor.yml azure-pipelines.yml bitbucket-pipelines.yml .drone.yml cloudbuild.yaml codecov.yml
  .cirrus.yml dependabot.yml renovate.json tsconfig.json jsconfig.json biome.json deno.json mypy.ini
  pytest.ini vercel.json netlify.toml app.json mkdocs.yml conftest.py spec_helper.rb test_helper.rb
  phpunit.xml robots.txt index.ts index.js index.html index.css index.tsx index.jsx main.ts main.js
  main.go main.py __init__.py __main__.py mod.rs lib.rs main.rs .gitignore .gitattributes
  .editorconfig .npmrc .dockerignore .mailmap .env .eslintrc .prettierrc .babelrc info.plist
  .swiftlint.yml webpack.config.js rollup.config.js vite.config.ts vitest.config.ts jest.config.js
  babel.config.js eslint.config.js karma.conf.js playwright.config.ts ${[...byName.keys()].join(' ')}`)

/** What stands between a file's own name and its extension. */
export const keptMarkers = words(`
  test tests spec specs e2e cy min d config conf generated gen designer pb bundle stories module
  freezed g`)

/** Extensions, without the dot. */
export const keptExtensions = words(`
  ${[...byExtension.keys()].join(' ')} snap map lock png jpg jpeg gif ico icns webp avif bmp tiff psd
  pdf zip gz tgz bz2 xz 7z rar jar war woff woff2 ttf otf eot mp3 mp4 wav ogg webm mov avi flac exe dll
  so dylib bin class pyc db sqlite doc docx xls xlsx ppt pptx parquet wasm npy pkl dmg apk keystore jks
  p12 mo po pot strings arb xlf xliff dat env in dist log lockfile mdx rdoc textile org pod 1 tf tfvars
  hcl nix toml mk nuspec sln vbproj tsbuildinfo resolved`)

/** Parts of a branch's name. */
export const keptBranches = words(`
  main master develop dev trunk release releases feature features feat fix fixes hotfix bugfix chore
  docs test tests refactor ci build dependabot renovate staging production head heads next stable
  gh-pages refs revert merge`)

/** Parts of an address. */
export const keptAddressParts = words(`
  - pull pulls pull-requests pullrequests merge_requests merge-requests commit commits tree blob src
  compare projects repos users scm issues`)
